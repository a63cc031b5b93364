/**
 * Finds the names under which a text may stand, by the index that the engine has for it.
 *
 * <p>May use: {@code database}, {@code source}.
 */
@NullMarked
package dev.cartulary.registry.search;

import org.jspecify.annotations.NullMarked;
