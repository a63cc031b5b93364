/**
 * Whether the packages of a server name it, as their package registries have them.
 *
 * <p>May use: {@code config}, {@code problem}, {@code remote}.
 */
@NullMarked
package dev.cartulary.registry.ownership;

import org.jspecify.annotations.NullMarked;
