/**
 * Owner-scoped metadata: text values that a system, a user or a team keeps under keys.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code crypto}, {@code database},
 * {@code http}, {@code key}, {@code problem}.
 */
@NullMarked
package dev.cartulary.metadata;

import org.jspecify.annotations.NullMarked;
