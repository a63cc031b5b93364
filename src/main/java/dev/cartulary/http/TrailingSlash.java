package dev.cartulary.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leads from a path of the MCP Registry API with a slash at its end to the one without, and keeps
 * method and body (RFC 9110, 15.4.9). The way is told relative to the path, so that it holds behind
 * a proxy that serves this one below a path of its own.
 */
@Singleton
class TrailingSlash {

  private static final Pattern PATH =
      Pattern.compile("(?:/registry/[^/]+)?/v0(?:\\.1)?/(?:.*/)?([^/]+)/");

  void register(@Observes Filters filters) {
    FilterStep.TRAILING_SLASH.register(
        filters,
        context ->
            relative(context.normalizedPath())
                .ifPresentOrElse(path -> redirect(context, path), context::next));
  }

  private static void redirect(RoutingContext context, String path) {
    String query = context.request().query();
    context
        .response()
        .setStatusCode(308)
        .putHeader(HttpHeaders.LOCATION, query == null ? path : path + '?' + query)
        .end();
  }

  /** Where the path without its slash is, seen from the path; empty where it has none. */
  static Optional<String> relative(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() ? Optional.of("../" + matcher.group(1)) : Optional.empty();
  }
}
