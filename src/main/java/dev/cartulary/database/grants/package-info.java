/**
 * What the users may do in the database, and the statements that make and grant them.
 *
 * <p>May use: {@code config}, {@code database}, {@code database.diagnosis}, {@code database.login},
 * {@code database.password}, {@code database.settings}, {@code database.url}.
 */
@NullMarked
package dev.cartulary.database.grants;

import org.jspecify.annotations.NullMarked;
