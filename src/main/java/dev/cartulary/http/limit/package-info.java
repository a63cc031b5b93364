/**
 * Limits what one client can ask for: rates, sizes, times.
 *
 * <p>May use: {@code config}, {@code http}, {@code http.proxy}, {@code problem}.
 */
@NullMarked
package dev.cartulary.http.limit;

import org.jspecify.annotations.NullMarked;
