package dev.cartulary.registry;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Lets pages of any origin read the registry API, errors included, as clients in a browser and
 * GitHub Copilot's allow-list ask for. There is nothing to protect from them: the API takes no
 * cookies.
 */
@Singleton
class CrossOrigin {

  private static final Pattern REGISTRY_API =
      Pattern.compile("(?:/registry/[^/]+)?/v0\\.1(?:/.*)?");

  /** Before everything that may answer. */
  private static final int PRIORITY = 200;

  void register(@Observes Filters filters) {
    filters.register(CrossOrigin::filter, PRIORITY);
  }

  private static void filter(RoutingContext context) {
    if (!REGISTRY_API.matcher(String.valueOf(context.request().path())).matches()) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    response.putHeader("Access-Control-Allow-Origin", "*");
    response.putHeader(
        "Access-Control-Expose-Headers",
        "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
    response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      response
          .putHeader("Access-Control-Allow-Methods", "GET, OPTIONS")
          .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
          .putHeader("Access-Control-Max-Age", "86400")
          .setStatusCode(204)
          .end();
    } else {
      context.next();
    }
  }
}
