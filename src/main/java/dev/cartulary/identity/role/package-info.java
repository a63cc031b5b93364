/**
 * Roles: the built-in and the custom ones, what each permits, and that nobody gives more than they
 * have.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code database}, {@code http}, {@code
 * identity}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.role;

import org.jspecify.annotations.NullMarked;
