/**
 * Registries: named and ordered views over sources, and who sees what of them.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code database}, {@code http}, {@code
 * problem}, {@code source}.
 */
@NullMarked
package dev.cartulary.registry;

import org.jspecify.annotations.NullMarked;
