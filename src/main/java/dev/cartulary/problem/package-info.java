/**
 * The one exception family, and what its answers show (RFC 9457).
 *
 * <p>May use: nothing of Cartulary.
 */
@NullMarked
package dev.cartulary.problem;

import org.jspecify.annotations.NullMarked;
