package dev.cartulary.http.origin;

import dev.cartulary.http.RequestTarget;
import dev.cartulary.http.Routes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers the question of a browser whether a page of another origin may send a request (Fetch,
 * 3.2.2): any header, and every method that the path takes. Who may ask at all is decided before.
 */
@Singleton
public class Preflight {

  /**
   * Before the path is looked at, so that answers to malformed ones can be read as well; after the
   * request has its id.
   */
  public static final int HEADERS_PRIORITY = RequestTarget.PRIORITY + 1;

  /** Before everything else that may answer. */
  public static final int ANSWER_PRIORITY = 200;

  /** A list of header names (RFC 9110, 5.6.2). */
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}");

  private static final String USUAL = "Authorization, Content-Type";

  private final Routes routes;

  Preflight(Routes routes) {
    this.routes = routes;
  }

  /** Whether the request is such a question. */
  public static boolean is(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /**
   * Says yes to the headers that are asked for, and to all methods of the path. Where nothing is at
   * the path, to all methods, so that the page can read that.
   *
   * @param keep how long the browser may go by the answer
   */
  public void answer(RoutingContext context, Duration keep) {
    String names = context.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    List<String> methods = routes.methods(context.normalizedPath());
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
}
