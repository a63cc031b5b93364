package dev.cartulary.http.origin;

import dev.cartulary.config.Settings;
import dev.cartulary.http.proxy.LimitSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/**
 * Lets pages of the origins in CORS_ORIGINS call {@code /v1} with a bearer token. Without that
 * setting browsers let no page but the server's own do so. The session cookie stays with the
 * server's own pages in any case.
 */
@Singleton
class AllowedOrigins {

  private static final Duration KEEP = Duration.ofMinutes(10);

  private final Preflight preflight;
  private final Set<String> origins;

  AllowedOrigins(Settings settings, Preflight preflight) {
    this.preflight = preflight;
    this.origins = LimitSettings.resolve(settings).origins();
  }

  void register(@Observes Filters filters) {
    if (!origins.isEmpty()) {
      filters.register(this::addHeaders, Preflight.HEADERS_PRIORITY);
      filters.register(this::answer, Preflight.ANSWER_PRIORITY);
    }
  }

  private void addHeaders(RoutingContext context) {
    if (isApi(context)) {
      HttpServerResponse response = context.response();
      response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
      String origin = context.request().getHeader(HttpHeaders.ORIGIN);
      if (origin != null && origins.contains(origin)) {
        response.putHeader("Access-Control-Allow-Origin", origin);
        response.putHeader(
            "Access-Control-Expose-Headers",
            "Allow, ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy,"
                + " Retry-After, WWW-Authenticate, X-Request-Id");
      }
    }
    context.next();
  }

  private void answer(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (isApi(context)
        && origin != null
        && origins.contains(origin)
        && Preflight.is(context.request())) {
      preflight.answer(context, KEEP);
    } else {
      context.next();
    }
  }

  private static boolean isApi(RoutingContext context) {
    return String.valueOf(context.request().path()).startsWith("/v1/");
  }
}
