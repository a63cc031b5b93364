package dev.cartulary.token;

import dev.cartulary.token.InvalidToken.Reason;
import java.util.List;
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
  private static final int MOST_TRIES = 10;

  /** The token as a JWT; empty where it is none. */
  static Optional<SignedToken> of(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setCompactSerialization(text);
      String algorithm = jws.getAlgorithmHeaderValue();
      return algorithm == null
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

  /** The issuer that it claims to be from. */
  Optional<String> issuer() {
    return claims.get("iss") instanceof String issuer ? Optional.of(issuer) : Optional.empty();
  }

  /**
   * Verifies the signature.
   *
   * @param provider for the refusal
   * @throws InvalidToken where no key fits, or none made the signature
   */
  void verify(List<PublicJsonWebKey> keys, Set<String> algorithms, String provider)
      throws InvalidToken {
    if (keys.isEmpty()) {
      throw new InvalidToken(Reason.UNKNOWN_KEY, provider);
    }
    for (PublicJsonWebKey key : keys.subList(0, Math.min(MOST_TRIES, keys.size()))) {
      if (isSignedWith(key, algorithms)) {
        return;
      }
    }
    throw new InvalidToken(Reason.WRONG_SIGNATURE, provider);
  }

  private boolean isSignedWith(PublicJsonWebKey key, Set<String> algorithms) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)));
      jws.setCompactSerialization(text);
      jws.setKey(key.getPublicKey());
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
