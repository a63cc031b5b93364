package dev.cartulary.http;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the path one value before anybody reads it. Filters decide by the path, and the router by
 * what it makes of it; where the two differ, a limit or a right holds for another path than the one
 * that answers. So what could be read in two ways is refused, and the rest is rerouted in its
 * normal form: from here on {@code request().path()} is what is routed.
 */
@Singleton
class RequestTarget {

  private static final String MALFORMED =
      "The request cannot be read: percent-encode the path and the query (RFC 3986, 2.1).";

  /** A segment that stands for another path (RFC 3986, 3.3 and 6.2.2). */
  private static final Pattern DOTS = Pattern.compile("(?i)/(?:\\.|%2e){1,2}(?:/|$)");

  private final Routes routes;
  private final ProblemWriter problems;

  RequestTarget(Routes routes, ProblemWriter problems) {
    this.routes = routes;
    this.problems = problems;
  }

  /** Quarkus's own check is switched off (see {@code Main}): its answer has no body. */
  void register(@Observes Filters filters) {
    FilterStep.REQUEST_TARGET.register(filters, this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String target = encoded(request.uri());
    Optional<String> fault = fault(request.headers()).or(() -> fault(target));
    if (fault.isPresent()) {
      problems.write(context, new ProblemException(ProblemType.INVALID_REQUEST, fault.get()));
      return;
    }
    if (!target.equals(request.uri())) {
      context.reroute(target);
    } else if (!context.normalizedPath().equals(request.path())) {
      String query = request.query();
      context.reroute(context.normalizedPath() + (query == null ? "" : "?" + query));
    } else if (!Routes.METHODS.contains(request.method().name())) {
      WrongMethod.refuse(context, problems, routes);
    } else {
      context.next();
    }
  }

  /**
   * The target with bytes that are not ASCII percent-encoded, as clients should (RFC 3987, 3.1).
   */
  static String encoded(String target) {
    StringBuilder text = new StringBuilder(target.length());
    for (byte one : target.getBytes(StandardCharsets.ISO_8859_1)) { // as they came
      if (one < 0) {
        text.append('%').append(String.format("%02X", one));
      } else {
        text.append((char) one);
      }
    }
    return text.toString();
  }

  /** Why the headers are not read: what is in front of this server may read them in another way. */
  static Optional<String> fault(MultiMap headers) {
    if (headers.getAll(HttpHeaders.HOST).size() > 1) {
      return Optional.of("The request has more than one Host header (RFC 9112, 3.2).");
    }
    return headers.contains("")
        ? Optional.of("The request has a header without a name.")
        : Optional.empty();
  }

  /** Why the target, in ASCII, is not read; empty where it is. */
  static Optional<String> fault(String target) {
    try {
      URI uri = new URI(target);
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      if (!uri.toString().equals(target)) {
        return Optional.of(MALFORMED);
      }
      if (path.indexOf(';') >= 0) {
        return Optional.of("The path has a semicolon, which begins a parameter; write %3B for it.");
      }
      return DOTS.matcher(path).find()
          ? Optional.of(
              "The path has a segment . or .., which stands for another path; leave it out.")
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(MALFORMED);
    }
  }
}
