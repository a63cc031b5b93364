/**
 * Brings entries in: the sources of the configuration, the catalog files behind them, their checks,
 * and the tables that hold what was loaded.
 *
 * <p>May use: {@code config}, {@code database}, {@code problem}.
 */
@NullMarked
package dev.cartulary.source;

import org.jspecify.annotations.NullMarked;
