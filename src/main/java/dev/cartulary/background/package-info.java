/**
 * Work beside the requests: later, or again.
 *
 * <p>May use: {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.background;

import org.jspecify.annotations.NullMarked;
