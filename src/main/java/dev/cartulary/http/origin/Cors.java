package dev.cartulary.http.origin;

import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.Routes;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells browsers which pages of other origins may call (Fetch, 3.2):
 *
 * <ul>
 *   <li>the registry API, pages of any origin, errors included, as clients in a browser and GitHub
 *       Copilot's allow-list ask for. There is nothing to protect from them: it takes no cookies;
 *   <li>{@code /v1}, pages of the origins in CORS_ORIGINS, with a bearer token. The session cookie
 *       stays with the server's own pages in any case.
 * </ul>
 */
@Singleton
class Cors {

  private static final Pattern REGISTRY_API =
      Pattern.compile("(?:/registry/[^/]+)?/v0(?:\\.1)?(?:/.*)?");

  /** How long a browser may reuse the answer to a preflight request. */
  private static final Duration KEEP_REGISTRY_API = Duration.ofDays(1);

  private static final Duration KEEP_API = Duration.ofMinutes(10);

  private static final String REGISTRY_API_EXPOSES =
      "Allow, ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id";
  private static final String API_EXPOSES =
      "Allow, ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy,"
          + " Retry-After, WWW-Authenticate, X-Request-Id";

  /** A list of header names (RFC 9110, 5.6.2). */
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}");

  private static final String USUAL = "Authorization, Content-Type";

  private final Routes routes;
  private final Set<String> origins;

  Cors(Settings settings, Routes routes) {
    this.routes = routes;
    this.origins = OriginSettings.resolve(settings).origins();
  }

  void register(@Observes Filters filters) {
    FilterStep.CORS_HEADERS.register(filters, this::addHeaders);
    FilterStep.CORS_PREFLIGHT.register(filters, this::answer);
  }

  private void addHeaders(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (isRegistryApi(context)) {
      allow(response, "*", REGISTRY_API_EXPOSES);
      response
          .putHeader("Access-Control-Allow-Methods", String.join(", ", Routes.METHODS))
          .putHeader("Access-Control-Allow-Headers", USUAL);
      response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    } else if (!origins.isEmpty() && isApi(context)) {
      response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      if (isAllowed(context)) {
        allow(response, context.request().getHeader(HttpHeaders.ORIGIN), API_EXPOSES);
      }
    }
    context.next();
  }

  private static void allow(HttpServerResponse response, String origin, String exposed) {
    response
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", exposed);
  }

  private void answer(RoutingContext context) {
    if (!isPreflight(context.request())) {
      context.next();
    } else if (isRegistryApi(context)) {
      answer(context, KEEP_REGISTRY_API, Routes.METHODS);
    } else if (isApi(context) && isAllowed(context)) {
      answer(context, KEEP_API, routes.methods(context.normalizedPath()));
    } else {
      context.next();
    }
  }

  /**
   * Allows the headers that are asked for, and the methods. Where nothing is at the path, all
   * methods, so that the page can read the answer that says so.
   */
  private static void answer(RoutingContext context, Duration keep, List<String> methods) {
    String names = context.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    context
        .response()
        .putHeader(
            "Access-Control-Allow-Headers",
            names != null && NAMES.matcher(names).matches() ? names : USUAL)
        .putHeader(
            "Access-Control-Allow-Methods",
            String.join(", ", methods.isEmpty() ? Routes.METHODS : methods))
        .putHeader("Access-Control-Max-Age", Long.toString(keep.toSeconds()))
        .setStatusCode(204)
        .end();
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private boolean isAllowed(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    return origin != null && origins.contains(origin);
  }

  private static boolean isRegistryApi(RoutingContext context) {
    return REGISTRY_API.matcher(String.valueOf(context.request().path())).matches();
  }

  private static boolean isApi(RoutingContext context) {
    return String.valueOf(context.request().path()).startsWith("/v1/");
  }
}
