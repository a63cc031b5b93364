/**
 * Entries of every type as those who administer them see them: lists, deletion, and who sees a
 * name.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code database}, {@code http}, {@code
 * problem}, {@code registry}, {@code registry.publish}, {@code source}.
 */
@NullMarked
package dev.cartulary.registry.entry;

import org.jspecify.annotations.NullMarked;
