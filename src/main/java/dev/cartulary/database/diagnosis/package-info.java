/**
 * Why no connection can be opened, in words that say what to do.
 *
 * <p>May use: {@code config}, {@code database.error}, {@code database.login}, {@code
 * database.settings}, {@code database.url}, {@code problem}.
 */
@NullMarked
package dev.cartulary.database.diagnosis;

import org.jspecify.annotations.NullMarked;
