/**
 * Keeps the data keys of a database, wrapped, opens them with the master key, and changes either.
 * Whoever encrypts asks it for the keys.
 *
 * <p>May use: {@code audit}, {@code background}, {@code config}, {@code crypto}, {@code database},
 * {@code problem}.
 */
@NullMarked
package dev.cartulary.key;

import org.jspecify.annotations.NullMarked;
