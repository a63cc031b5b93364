/**
 * Knows which schema this program expects and which one the database has; applies and reverts the
 * steps between them; keeps requests away until the schema is usable.
 *
 * <p>May use: {@code background}, {@code config}, {@code database}, {@code http}, {@code problem}.
 */
@NullMarked
package dev.cartulary.migration;

import org.jspecify.annotations.NullMarked;
