/**
 * The MCP Registry API over the servers of a registry.
 *
 * <p>May use: {@code access}, {@code config}, {@code database}, {@code http}, {@code problem},
 * {@code registry}, {@code registry.listing}, {@code registry.search}, {@code source}.
 */
@NullMarked
package dev.cartulary.registry.server;

import org.jspecify.annotations.NullMarked;
