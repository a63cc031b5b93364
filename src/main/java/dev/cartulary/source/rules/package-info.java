/**
 * What the MCP Registry API demands of a server's document beyond its JSON Schema; knows no
 * storage.
 *
 * <p>May use: nothing of Cartulary.
 */
@NullMarked
package dev.cartulary.source.rules;

import org.jspecify.annotations.NullMarked;
