package dev.cartulary.identity.session;

import dev.cartulary.config.Secret;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/**
 * The cookie that a browser keeps a session in: no script can read it, and other sites neither send
 * it (SameSite) nor change anything with it.
 */
public final class SessionCookie {

  private static final String NAME = "cartulary_session";

  /** Browsers take such a cookie from this host alone, over TLS: no sibling host can plant one. */
  private static final String HOST_PREFIX = "__Host-";

  private SessionCookie() {}

  /** Under which name a client has the cookie that connects like this. */
  public static String name(boolean secure) {
    return secure ? HOST_PREFIX + NAME : NAME;
  }

  /** The cookie that begins a session. */
  static NewCookie of(Secret token, Duration lifetime, boolean secure) {
    return cookie(token.reveal(), (int) lifetime.toSeconds(), secure);
  }

  /** The cookie that makes a browser forget the session. */
  static NewCookie none(boolean secure) {
    return cookie("", 0, secure);
  }

  private static NewCookie cookie(String value, int maxAge, boolean secure) {
    return new NewCookie.Builder(name(secure))
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }
}
