/**
 * Publishing: the writing part of the MCP Registry API over the managed source of a registry.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code database}, {@code http}, {@code
 * identity.namespace}, {@code problem}, {@code registry}, {@code registry.ownership}, {@code
 * registry.server}, {@code source}.
 */
@NullMarked
package dev.cartulary.registry.publish;

import org.jspecify.annotations.NullMarked;
