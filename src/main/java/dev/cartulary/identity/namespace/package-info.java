/**
 * Who may publish under which names.
 *
 * <p>May use: {@code access}, {@code audit}, {@code database}, {@code http}, {@code identity},
 * {@code identity.team}, {@code identity.user}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.namespace;

import org.jspecify.annotations.NullMarked;
