/**
 * What each registry shows, one row per version: kept when entries, sources or registries change,
 * so that a read is one range of an index.
 *
 * <p>May use: {@code access}, {@code background}, {@code config}, {@code database}, {@code
 * registry}, {@code source}.
 */
@NullMarked
package dev.cartulary.registry.listing;

import org.jspecify.annotations.NullMarked;
