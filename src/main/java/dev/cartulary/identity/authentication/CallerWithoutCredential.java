package dev.cartulary.identity.authentication;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.CallerAtHand;
import dev.cartulary.access.Principal;
import dev.cartulary.access.PublicPaths;
import dev.cartulary.config.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows who calls without a credential, as {@link RequestAuthenticator} would find. */
@Singleton
class CallerWithoutCredential implements CallerAtHand {

  private final AuthMode mode;
  private final PublicPaths publicPaths;

  CallerWithoutCredential(Settings settings) {
    this.mode = AuthMode.of(settings);
    this.publicPaths = PublicPaths.resolve(settings);
  }

  @Override
  public Optional<Principal> of(RoutingContext context) {
    if (mode == AuthMode.ANONYMOUS) {
      return Optional.of(Principal.EVERYBODY);
    }
    HttpServerRequest request = context.request();
    // Whatever a cookie is: whether it holds a session is for the authenticator.
    if (request.headers().contains(HttpHeaders.AUTHORIZATION)
        || request.headers().contains(HttpHeaders.COOKIE)) {
      return Optional.empty();
    }
    return Optional.of(
        publicPaths.admit(Principal.ANONYMOUS, request.method().name(), context.normalizedPath()));
  }
}
