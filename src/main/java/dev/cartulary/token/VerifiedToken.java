package dev.cartulary.token;

import java.time.Instant;
import java.util.Map;

/**
 * What a token says that was found to be genuine, in time and meant for this server.
 *
 * @param provider the provider's name in the configuration
 * @param issuer who issued it
 * @param subject whose it is, unique at the issuer
 * @param name for people: {@code name}, else {@code preferred_username}, {@code username}, {@code
 *     email} or the subject
 * @param claims all of them, as JSON values; none is null
 * @param expiresAt after which it must not be accepted again, save for the provider's clock skew
 */
public record VerifiedToken(
    String provider,
    String issuer,
    String subject,
    String name,
    Map<String, Object> claims,
    Instant expiresAt) {

  public VerifiedToken {
    claims = Map.copyOf(claims);
  }

  /** Without the claims, which may say more about a person than a log should. */
  @Override
  public String toString() {
    return subject + " of " + provider;
  }
}
