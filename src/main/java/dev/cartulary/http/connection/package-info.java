/**
 * Knows the open connections, and closes them in an orderly stop.
 *
 * <p>May use: {@code config}, {@code http}.
 */
@NullMarked
package dev.cartulary.http.connection;

import org.jspecify.annotations.NullMarked;
