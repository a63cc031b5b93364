/**
 * Users, roles, teams, sessions and API keys; finds out who makes a request and holds the
 * endpoints' rules. May use access, audit, token, http, key, crypto, database, problem, config.
 */
@NullMarked
package dev.cartulary.identity;

import org.jspecify.annotations.NullMarked;
