/**
 * Where a database user's password is found, asked again for each connection.
 *
 * <p>May use: {@code config}, {@code database.url}.
 */
@NullMarked
package dev.cartulary.database.password;

import org.jspecify.annotations.NullMarked;
