/**
 * Reads over a replica while it can be used.
 *
 * <p>May use: {@code background}, {@code database}, {@code database.error}, {@code database.login},
 * {@code database.settings}, {@code database.url}, {@code problem}.
 */
@NullMarked
package dev.cartulary.database.replica;

import org.jspecify.annotations.NullMarked;
