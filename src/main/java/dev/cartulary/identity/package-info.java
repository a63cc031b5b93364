/**
 * Users, roles, teams, sessions and API keys; finds out who makes a request and holds the
 * endpoints' rules. May use access, audit, token, limit, key, crypto, database, problem, config.
 */
@NullMarked
@OpenAPIDefinition(
    info = @Info(title = "Cartulary", version = "v1"),
    security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "A session's token, an API key, or a token of an identity provider")
package dev.cartulary.identity;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.NullMarked;
