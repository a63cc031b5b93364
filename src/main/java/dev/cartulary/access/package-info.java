/**
 * Who calls and what the caller may do: the permissions, the principal of a call, and the rule that
 * each endpoint carries. Knows neither passwords nor storage.
 *
 * <p>May use: {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.access;

import org.jspecify.annotations.NullMarked;
