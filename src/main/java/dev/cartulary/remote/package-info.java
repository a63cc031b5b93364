/**
 * Fetches from hosts that others name: only addresses that may be reached, within a time and a
 * size.
 *
 * <p>May use: {@code config}.
 */
@NullMarked
package dev.cartulary.remote;

import org.jspecify.annotations.NullMarked;
