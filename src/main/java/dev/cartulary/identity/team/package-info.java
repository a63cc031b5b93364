/**
 * Teams and their members.
 *
 * <p>May use: {@code access}, {@code audit}, {@code database}, {@code http}, {@code identity},
 * {@code identity.user}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.team;

import org.jspecify.annotations.NullMarked;
