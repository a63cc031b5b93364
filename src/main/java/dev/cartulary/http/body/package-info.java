/**
 * Reads the JSON of requests, strictly and within limits.
 *
 * <p>May use: {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.http.body;

import org.jspecify.annotations.NullMarked;
