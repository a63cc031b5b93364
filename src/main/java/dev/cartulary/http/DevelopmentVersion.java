package dev.cartulary.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers {@code /v0} of the MCP Registry API as {@code /v0.1}: the two behave alike, and some
 * clients, mcp-publisher among them, speak nothing else.
 */
@Singleton
class DevelopmentVersion {

  private static final Pattern PATH = Pattern.compile("((?:/registry/[^/]+)?)/v0(/.*)?");

  void register(@Observes Filters filters) {
    FilterStep.DEVELOPMENT_VERSION.register(
        filters,
        context ->
            stable(context.normalizedPath())
                .ifPresentOrElse(path -> reroute(context, path), context::next));
  }

  private static void reroute(RoutingContext context, String path) {
    String query = context.request().query();
    context.reroute(query == null ? path : path + '?' + query);
  }

  /** The same path under {@code /v0.1}; empty where it is not under {@code /v0}. */
  static Optional<String> stable(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? Optional.of(matcher.group(1) + "/v0.1" + Optional.ofNullable(matcher.group(2)).orElse(""))
        : Optional.empty();
  }
}
