/**
 * Bounds what one client can ask for and do: rates, sizes, times; and tells browsers what they may
 * do with the answers.
 *
 * <p>May use: access, config, problem.
 */
@NullMarked
package dev.cartulary.limit;

import org.jspecify.annotations.NullMarked;
