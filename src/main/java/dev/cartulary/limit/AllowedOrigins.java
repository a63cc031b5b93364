package dev.cartulary.limit;

import dev.cartulary.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets pages of the origins in CORS_ORIGINS call {@code /v1} with a bearer token. Without that
 * setting browsers let no page but the server's own do so. The session cookie stays with the
 * server's own pages in any case.
 */
@Singleton
class AllowedOrigins {

  /** Before everything that may answer. */
  private static final int PRIORITY = 200;

  /** A list of header names (RFC 9110, 5.6.2). */
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}");

  private final Set<String> origins;

  AllowedOrigins(Settings settings) {
    this.origins = LimitSettings.resolve(settings).origins();
  }

  void register(@Observes Filters filters) {
    if (!origins.isEmpty()) {
      filters.register(this::filter, PRIORITY);
    }
  }

  private void filter(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (!String.valueOf(request.path()).startsWith("/v1/")) {
      context.next();
      return;
    }
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !origins.contains(origin)) {
      context.next();
      return;
    }
    response.putHeader("Access-Control-Allow-Origin", origin);
    if (isPreflight(request)) {
      answer(request, response);
    } else {
      response.putHeader(
          "Access-Control-Expose-Headers",
          "ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After,"
              + " WWW-Authenticate, X-Request-Id");
      context.next();
    }
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static void answer(HttpServerRequest request, HttpServerResponse response) {
    String names = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (names != null && NAMES.matcher(names).matches()) {
      response.putHeader("Access-Control-Allow-Headers", names);
    }
    response
        .putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
        .putHeader("Access-Control-Max-Age", "600")
        .setStatusCode(204)
        .end();
  }
}
