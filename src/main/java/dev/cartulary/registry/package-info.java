/**
 * What clients read: registries, as named and ordered views over sources, and the Model Context
 * Protocol Registry API over their servers.
 *
 * <p>May use: {@code source}, {@code database}, {@code config}, {@code problem}.
 */
@NullMarked
package dev.cartulary.registry;

import org.jspecify.annotations.NullMarked;
