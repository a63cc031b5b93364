/**
 * Finds out who makes a request, and holds the endpoints' rules.
 *
 * <p>May use: {@code access}, {@code audit}, {@code config}, {@code crypto}, {@code http}, {@code
 * identity.apikey}, {@code identity.role}, {@code identity.session}, {@code problem}, {@code
 * token}.
 */
@NullMarked
package dev.cartulary.identity.authentication;

import org.jspecify.annotations.NullMarked;
