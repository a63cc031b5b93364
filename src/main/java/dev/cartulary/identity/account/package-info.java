/**
 * What callers see and change of themselves: {@code /v1/me} and the own password.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code crypto}, {@code database},
 * {@code http}, {@code identity}, {@code identity.role}, {@code identity.session}, {@code
 * identity.user}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.account;

import org.jspecify.annotations.NullMarked;
