package dev.cartulary.identity;

import dev.cartulary.config.Secret;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that a browser keeps a session in: no script can read it, and other sites neither send
 * it (SameSite) nor change anything with it.
 */
final class SessionCookie {

  static final String NAME = "cartulary_session";

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private SessionCookie() {}

  /** The cookie that begins a session. */
  static NewCookie of(Secret token, Duration lifetime, boolean secure) {
    return cookie(token.reveal(), (int) lifetime.toSeconds(), secure);
  }

  /** The cookie that makes a browser forget the session. */
  static NewCookie none(boolean secure) {
    return cookie("", 0, secure);
  }

  private static NewCookie cookie(String value, int maxAge, boolean secure) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  /**
   * Lets a request with the cookie pass where it only reads, or where the browser says that a page
   * of this server makes it (Fetch Metadata, or else the Origin header). What is no browser says
   * neither.
   *
   * @throws ProblemException forbidden
   */
  static void refuseForeignSites(HttpServerRequest request) {
    if (READING.contains(request.method())) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreign =
        site == null
            ? isForeign(request.getHeader("Origin"), request)
            : !site.equals("same-origin") && !site.equals("none");
    if (foreign) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "Another site made this request with the session cookie; use a bearer token there.");
    }
  }

  private static boolean isForeign(@Nullable String origin, HttpServerRequest request) {
    if (origin == null) {
      return false;
    }
    try {
      return !String.valueOf(URI.create(origin).getAuthority())
          .equalsIgnoreCase(String.valueOf(request.authority()));
    } catch (IllegalArgumentException noOrigin) {
      return true;
    }
  }
}
