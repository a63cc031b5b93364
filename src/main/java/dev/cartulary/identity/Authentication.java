package dev.cartulary.identity;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Origin;
import dev.cartulary.access.Principal;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a request. A credential that is no good is refused even where none is needed:
 * the caller believes to be known. An answer of 401 says how to become known (RFC 6750, 3).
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class Authentication implements ContainerRequestFilter, ContainerResponseFilter {

  private static final String REQUEST_ID = "X-Request-Id";

  @Inject Caller caller;
  @Inject SessionService sessions;
  @Inject ApiKeyService keys;
  @Inject AuditLog audit;
  @Inject Settings settings;
  @Context RoutingContext routing;

  private @Nullable AuthMode mode;

  @Override
  public void filter(ContainerRequestContext context) {
    HttpServerRequest request = routing.request();
    Origin origin =
        new Origin(
            request.remoteAddress() == null ? null : request.remoteAddress().hostAddress(),
            request.getHeader(HttpHeaders.USER_AGENT),
            routing.response().headers().get(REQUEST_ID),
            request.isSSL() || "https".equals(request.scheme()));
    caller.enter(Principal.ANONYMOUS, origin);
    if (mode() == AuthMode.ANONYMOUS) {
      caller.enter(Principal.EVERYBODY, origin);
      return;
    }
    Cookie cookie = mode().takesLocal() ? request.getCookie(SessionCookie.NAME) : null;
    Credential.of(
            request.getHeader(HttpHeaders.AUTHORIZATION), cookie == null ? null : cookie.getValue())
        .ifPresent(credential -> {
          if (credential.fromCookie()) {
            SessionCookie.refuseForeignSites(request);
            // A browser keeps sending the cookie of a session that is over, also to log in again.
            sessions
                .authenticate(credential.secret().reveal())
                .ifPresent(principal -> caller.enter(principal, origin));
            return;
          }
          caller.enter(principal(credential), origin);
        });
  }

  private AuthMode mode() {
    AuthMode known = mode;
    if (known == null) {
      known = AuthMode.of(settings);
      mode = known;
    }
    return known;
  }

  private Principal principal(Credential credential) {
    String text = credential.secret().reveal();
    Optional<Principal> known = Optional.empty();
    if (text.startsWith(SessionService.PREFIX) && mode().takesLocal()) {
      known = sessions.authenticate(text);
    } else if (text.startsWith(ApiKeyService.PREFIX) && mode().takesLocal()) {
      known = keys.authenticate(text);
    }
    return known.orElseThrow(() -> {
      audit.recordNow(
          AuditEvent.denied(Action.CALL, "path", routing.request().path())
              .with("reason", "unknown credential"));
      return new ProblemException(
          ProblemType.INVALID_CREDENTIALS,
          "The session, API key or token is unknown, has ended or was revoked.");
    });
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == ProblemType.UNAUTHENTICATED.status()
        && !response.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE)) {
      boolean tried = routing.request().headers().contains(HttpHeaders.AUTHORIZATION);
      response
          .getHeaders()
          .add(
              HttpHeaders.WWW_AUTHENTICATE,
              "Bearer realm=\"cartulary\"" + (tried ? ", error=\"invalid_token\"" : ""));
    }
  }
}
