/**
 * The classes of the drivers' errors, by SQLState and vendor code.
 *
 * <p>May use: nothing of Cartulary.
 */
@NullMarked
package dev.cartulary.database.error;

import org.jspecify.annotations.NullMarked;
