package dev.cartulary.http.origin;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.proxy.TrustedProxies;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Tells browsers, on every answer, not to do with it what it is not meant for. */
@Singleton
class SecurityHeaders {

  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence CONTENT_SECURITY_POLICY =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence RESOURCE_POLICY =
      HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
  private static final CharSequence TRANSPORT_SECURITY =
      HttpHeaders.createOptimized("Strict-Transport-Security");

  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

  /** The page starts itself by a script within, and draws with styles and images within. */
  private static final CharSequence SWAGGER_UI =
      HttpHeaders.createOptimized(
          "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
              + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none'");

  private final Duration transportSecurity;
  private final TrustedProxies proxies;

  SecurityHeaders(Settings settings, TrustedProxies proxies) {
    this.transportSecurity = settings.duration(Setting.HSTS_MAX_AGE);
    this.proxies = proxies;
  }

  void register(@Observes Filters filters) {
    FilterStep.SECURITY_HEADERS.register(
        filters,
        context -> {
          add(context);
          context.next();
        });
  }

  private void add(RoutingContext context) {
    String path = String.valueOf(context.request().path());
    MultiMap headers = context.response().headers();
    headers.set(CONTENT_TYPE_OPTIONS, "nosniff");
    headers.set(REFERRER_POLICY, "no-referrer");
    headers.set(CONTENT_SECURITY_POLICY, path.startsWith("/q/swagger-ui") ? SWAGGER_UI : NOTHING);
    headers.set(RESOURCE_POLICY, "same-origin"); // the registry API says otherwise
    if (isPrivate(context, path)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (!transportSecurity.isZero() && proxies.client(context).secure()) {
      headers.set(TRANSPORT_SECURITY, "max-age=" + transportSecurity.toSeconds());
    }
  }

  private static boolean isPrivate(RoutingContext context, String path) {
    MultiMap request = context.request().headers();
    return request.contains(HttpHeaders.AUTHORIZATION)
        || request.contains(HttpHeaders.COOKIE)
        || path.startsWith("/v1/auth/")
        || path.equals("/v1/me")
        || path.startsWith("/v1/me/");
  }
}
