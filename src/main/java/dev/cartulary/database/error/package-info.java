/**
 * The classes of the drivers' errors, by SQLState and vendor code.
 *
 * <p>May use: {@code problem}.
 */
@NullMarked
package dev.cartulary.database.error;

import org.jspecify.annotations.NullMarked;
