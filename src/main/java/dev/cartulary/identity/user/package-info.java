/**
 * Users with a password, and the first administrator.
 *
 * <p>May use: {@code access}, {@code audit}, {@code background}, {@code config}, {@code crypto},
 * {@code database}, {@code http}, {@code identity}, {@code identity.role}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.user;

import org.jspecify.annotations.NullMarked;
