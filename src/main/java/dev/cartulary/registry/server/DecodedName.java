package dev.cartulary.registry.server;

import dev.cartulary.http.FilterStep;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the name of a server with its slash as it is, which proxies make of {@code %2F}. A
 * name has exactly one slash, so such a path cannot mean anything else.
 */
@Singleton
class DecodedName {

  private static final Pattern PATH =
      Pattern.compile(
          "((?:/registry/[^/]+)?/v0\\.1/servers/)([^/]+)/([^/]+)"
              + "(/versions(?:/[^/]+(?:/status)?)?|/status|/latest)");

  private static final String SLASH = "%2f";

  void register(@Observes Filters filters) {
    FilterStep.DECODED_NAME.register(
        filters,
        context ->
            encoded(context.normalizedPath())
                .ifPresentOrElse(path -> reroute(context, path), context::next));
  }

  private static void reroute(RoutingContext context, String path) {
    String query = context.request().query();
    context.reroute(query == null ? path : path + '?' + query);
  }

  /** The path with the slash in the name encoded; empty where it is, or where no name is. */
  static Optional<String> encoded(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || matcher.group(2).toLowerCase(Locale.ROOT).contains(SLASH)) {
      return Optional.empty();
    }
    return Optional.of(
        matcher.group(1) + matcher.group(2) + "%2F" + matcher.group(3) + matcher.group(4));
  }
}
