package dev.cartulary.token;

import java.security.Key;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A JWT with a signature that nobody has verified yet.
 *
 * @param text the whole token
 * @param algorithm that its header names
 * @param keyId that its header names; null where it names none
 * @param claims what it says; to be believed only once its signature is verified
 */
record SignedToken(
    String text, String algorithm, @Nullable String keyId, Map<String, Object> claims) {

  private static final Pattern SHAPE = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  /** More keys than a provider has; each costs a try where the token names none. */
  private static final int MOST_TRIES = 32;

  /**
   * What a JWT may call itself to be taken as an access token (RFC 7519, 5.1; RFC 9068, 2.1).
   * Others are signed with the same keys for other ends: logout tokens, security events, proofs.
   */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

  /** The token as a JWT; empty where it is none. */
  static Optional<SignedToken> of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setCompactSerialization(text);
      String algorithm = jws.getAlgorithmHeaderValue();
      return algorithm == null || !isOfType(jws.getHeader("typ")) || isEmptyList(jws)
          ? Optional.empty()
          : Optional.of(
              new SignedToken(
                  text,
                  algorithm,
                  jws.getKeyIdHeaderValue(),
                  JsonUtil.parseJson(jws.getUnverifiedPayload())));
    } catch (JoseException | RuntimeException notOne) {
      return Optional.empty();
    }
  }

  private static boolean isOfType(@Nullable String type) {
    return type == null
        || TYPES.contains(type.toLowerCase(Locale.ROOT).replaceFirst("^application/", ""));
  }

  /** RFC 7515, 4.1.11: an empty list of critical members is not allowed. */
  private static boolean isEmptyList(JsonWebSignature jws) {
    return jws.getHeaders().getObjectHeaderValue("crit") instanceof Collection<?> critical
        && critical.isEmpty();
  }

  /** The issuer that it claims to be from. */
  Optional<String> issuer() {
    return claims.get("iss") instanceof String issuer ? Optional.of(issuer) : Optional.empty();
  }

  /** Whether one of the keys made the signature; at most {@value #MOST_TRIES} are tried. */
  boolean isSignedWith(List<PublicJsonWebKey> keys, Set<String> algorithms) {
    return keys.stream()
        .limit(MOST_TRIES)
        .anyMatch(key -> isSignedWith(key.getPublicKey(), algorithms));
  }

  /** Whether the key made the signature, by one of the algorithms. */
  boolean isSignedWith(Key key, Set<String> algorithms) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)));
      jws.setCompactSerialization(text);
      jws.setKey(key);
      return jws.verifySignature();
    } catch (JoseException unusable) {
      return false; // a key too short, or of another curve than the algorithm's
    }
  }

  /** Without the token, which is a secret, and its claims. */
  @Override
  public String toString() {
    return "a token signed with " + algorithm;
  }
}
