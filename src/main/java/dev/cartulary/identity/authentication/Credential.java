package dev.cartulary.identity.authentication;

import dev.cartulary.config.Secret;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to prove who calls.
 *
 * @param secret the token or key
 * @param fromCookie whether a browser added it by itself, so that another site may be behind it
 */
record Credential(Secret secret, boolean fromCookie) {

  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([A-Za-z0-9._~+/=-]+) *");

  /**
   * The credential of a request; the header wins over the cookie.
   *
   * @param authorization the header {@code Authorization} (RFC 6750, 2.1)
   * @param cookie the value of the session cookie
   * @throws ProblemException unauthenticated, for a header that is no bearer token
   */
  static Optional<Credential> of(@Nullable String authorization, @Nullable String cookie) {
    if (authorization != null) {
      Matcher bearer = BEARER.matcher(authorization);
      if (!bearer.matches()) {
        throw new ProblemException(
            ProblemType.UNAUTHENTICATED,
            "Authorization: write Bearer and a session token, an API key or a provider's token.");
      }
      return Optional.of(new Credential(new Secret(bearer.group(1)), false));
    }
    return cookie == null || cookie.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential(new Secret(cookie), true));
  }
}
