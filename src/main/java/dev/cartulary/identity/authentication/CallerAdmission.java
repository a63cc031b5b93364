package dev.cartulary.identity.authentication;

import dev.cartulary.http.limit.BodyAdmission;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Lets only those send a body who show a credential, save to the paths that give one out. Who sends
 * it is determined again once it has arrived: that may take a minute, and credentials end.
 */
@Singleton
class CallerAdmission implements BodyAdmission {

  private static final Pattern PUBLISHING =
      Pattern.compile("(?:/registry/[^/]+)?/v0\\.1/(?:publish|servers/.+)");

  private final RequestAuthenticator authenticator;

  CallerAdmission(RequestAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public void look(RoutingContext context) {
    if (asksForCaller(context.request()) && !authenticator.isShown(context)) {
      challenge(context);
      throw new ProblemException(
          ProblemType.UNAUTHENTICATED,
          "Log in, or send Authorization: Bearer with an API key or a token.");
    }
  }

  @Override
  public Future<Void> verify(RoutingContext context) {
    if (!asksForCaller(context.request())) {
      return Future.succeededFuture();
    }
    return context
        .vertx()
        .<Void>executeBlocking(
            () -> {
              authenticator.requireKnown(context);
              return null;
            },
            false)
        .recover(failure -> { // before anybody else answers with it
          if (failure instanceof ProblemException problem
              && problem.type().status() == ProblemType.UNAUTHENTICATED.status()) {
            challenge(context);
          }
          return Future.failedFuture(failure);
        });
  }

  private boolean asksForCaller(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    return authenticator.asksForCallers()
        && (path.startsWith("/v1/") || PUBLISHING.matcher(path).matches())
        && !path.equals("/v1/auth/login");
  }

  private void challenge(RoutingContext context) {
    context
        .response()
        .putHeader(HttpHeaderNames.WWW_AUTHENTICATE, authenticator.challenge(context.request()));
  }
}
