/**
 * Brings entries in: the sources of the configuration, the catalog files behind them, and the
 * tables that hold what was loaded.
 *
 * <p>May use: {@code access}, {@code audit}, {@code background}, {@code config}, {@code database},
 * {@code http}, {@code job}, {@code problem}, {@code remote}, {@code source.fetch}, {@code
 * source.format}, {@code source.rules}.
 */
@NullMarked
package dev.cartulary.source;

import org.jspecify.annotations.NullMarked;
