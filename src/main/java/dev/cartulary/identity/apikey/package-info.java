/**
 * API keys of users.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code crypto}, {@code database},
 * {@code http}, {@code identity}, {@code identity.role}, {@code identity.user}, {@code problem}.
 */
@NullMarked
package dev.cartulary.identity.apikey;

import org.jspecify.annotations.NullMarked;
