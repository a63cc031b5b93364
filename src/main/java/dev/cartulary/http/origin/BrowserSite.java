package dev.cartulary.http.origin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;

/** What a browser says of the page that made a request. What is no browser says nothing. */
public final class BrowserSite {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private BrowserSite() {}

  /**
   * Whether a page of another site is about to change something (Fetch Metadata, or else the Origin
   * header).
   */
  public static boolean isForeignChange(HttpServerRequest request) {
    if (READING.contains(request.method())) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !isOwn(origin, request);
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    try {
      return String.valueOf(URI.create(origin).getAuthority())
          .equalsIgnoreCase(String.valueOf(request.authority()));
    } catch (IllegalArgumentException noOrigin) {
      return false;
    }
  }
}
