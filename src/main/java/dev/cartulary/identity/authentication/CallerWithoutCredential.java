package dev.cartulary.identity.authentication;

import dev.cartulary.access.CallerAtHand;
import dev.cartulary.access.Principal;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows who calls without a credential, as {@link RequestAuthenticator} would find. */
@Singleton
class CallerWithoutCredential implements CallerAtHand {

  private final RequestAuthenticator authenticator;

  CallerWithoutCredential(RequestAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Optional<Principal> of(RoutingContext context) {
    if (!authenticator.asksForCallers()) {
      return Optional.of(Principal.EVERYBODY);
    }
    MultiMap headers = context.request().headers();
    // Whatever a cookie is: whether it holds a session is for the authenticator.
    if (headers.contains(HttpHeaders.AUTHORIZATION) || headers.contains(HttpHeaders.COOKIE)) {
      return Optional.empty();
    }
    return Optional.of(authenticator.admitted(Principal.ANONYMOUS, context));
  }
}
