/**
 * The parts of a list.
 *
 * <p>May use: {@code http}, {@code problem}.
 */
@NullMarked
package dev.cartulary.http.page;

import org.jspecify.annotations.NullMarked;
