package dev.cartulary.identity.authentication;

import dev.cartulary.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Determines the caller of each request before its endpoint runs. An answer of 401 says how to
 * authenticate (RFC 6750, 3).
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class Authentication implements ContainerRequestFilter, ContainerResponseFilter {

  // Created before the settings exist, so all that needs them is behind a proxy.
  @Inject RequestAuthenticator authenticator;
  @Context RoutingContext routing;

  @Override
  public void filter(ContainerRequestContext context) {
    authenticator.authenticate(routing);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == ProblemType.UNAUTHENTICATED.status()
        && !response.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
      response
          .getHeaders()
          .add(HttpHeaders.WWW_AUTHENTICATE, authenticator.challenge(routing.request()));
    }
  }
}
