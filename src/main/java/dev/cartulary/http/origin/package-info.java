/**
 * Tells browsers which pages may call, and what they may do with the answers.
 *
 * <p>May use: {@code access}, {@code config}, {@code http}, {@code http.proxy}, {@code problem}.
 */
@NullMarked
package dev.cartulary.http.origin;

import org.jspecify.annotations.NullMarked;
