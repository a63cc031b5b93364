package dev.cartulary.http.origin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Lets pages of any origin use the registry API, errors included, as clients in a browser and
 * GitHub Copilot's allow-list ask for. There is nothing to protect from them: the API takes no
 * cookies.
 */
@Singleton
class CrossOrigin {

  private static final Pattern REGISTRY_API =
      Pattern.compile("(?:/registry/[^/]+)?/v0\\.1(?:/.*)?");

  private static final Duration KEEP = Duration.ofDays(1);

  private final Preflight preflight;

  CrossOrigin(Preflight preflight) {
    this.preflight = preflight;
  }

  void register(@Observes Filters filters) {
    filters.register(CrossOrigin::addHeaders, Preflight.HEADERS_PRIORITY);
    filters.register(this::answer, Preflight.ANSWER_PRIORITY);
  }

  private static void addHeaders(RoutingContext context) {
    if (isRegistryApi(context)) {
      HttpServerResponse response = context.response();
      response.putHeader("Access-Control-Allow-Origin", "*");
      response.putHeader(
          "Access-Control-Expose-Headers",
          "Allow, ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id");
      response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    context.next();
  }

  private void answer(RoutingContext context) {
    if (isRegistryApi(context) && Preflight.is(context.request())) {
      preflight.answer(context, KEEP);
    } else {
      context.next();
    }
  }

  private static boolean isRegistryApi(RoutingContext context) {
    return REGISTRY_API.matcher(String.valueOf(context.request().path())).matches();
  }
}
