/**
 * Users, roles, teams, sessions and API keys; finds out who makes a request and holds the
 * endpoints' rules.
 *
 * <p>May use: {@code access}, {@code audit}, {@code background}, {@code config}, {@code crypto},
 * {@code database}, {@code http}, {@code key}, {@code problem}, {@code token}.
 */
@NullMarked
package dev.cartulary.identity;

import org.jspecify.annotations.NullMarked;
