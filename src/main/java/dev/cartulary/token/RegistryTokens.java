package dev.cartulary.token;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.token.InvalidToken.Reason;
import dev.cartulary.token.RegistryToken.Grant;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs the registry tokens of the MCP API, and verifies them. */
@ApplicationScoped
public class RegistryTokens {

  /** What a token is good for that everybody gets. */
  static final String ANONYMOUS_NAMESPACE = "io.modelcontextprotocol.anonymous/*";

  private static final String ISSUER = "mcp-registry";
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final String METHOD = "auth_method";
  private static final String SUBJECT = "auth_method_sub";
  private static final String PERMISSIONS = "permissions";
  private static final String ACTION = "action";
  private static final String RESOURCE = "resource";

  /** A token, as text, and the second from which it is no longer valid. */
  record Issued(String token, Instant expiresAt) {
    /** Without the token, which is a secret. */
    @Override
    public String toString() {
      return "a registry token until " + expiresAt;
    }
  }

  private final SigningKeys keys;
  private final AuditLog audit;
  private final Clock clock = Clock.systemUTC();

  RegistryTokens(SigningKeys keys, AuditLog audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /** The problem that an answer to an invalid token carries. */
  public static ProblemException problem(InvalidToken refusal) {
    return refusal.reason() == Reason.PROVIDER_AWAY
        ? ProblemException.retryLater(
            ProblemType.PROVIDER_UNAVAILABLE, refusal.sentence(), ProviderKeys.PAUSE, refusal)
        : new ProblemException(ProblemType.INVALID_CREDENTIALS, refusal.sentence(), refusal);
  }

  /** Signs a token and records that it was given. */
  Issued issue(RegistryTokenMethod method, String subject, List<Grant> grants) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = now.plus(LIFETIME);
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setNotBefore(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
    claims.setGeneratedJwtId();
    claims.setStringClaim(METHOD, method.word());
    claims.setStringClaim(SUBJECT, subject);
    claims.setClaim(
        PERMISSIONS,
        grants.stream()
            .map(grant -> Map.of(ACTION, grant.action(), RESOURCE, grant.resource()))
            .toList());
    SigningKeys.Signer signer = keys.signer();
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    jws.setHeader("typ", "JWT");
    jws.setKeyIdHeaderValue(signer.id());
    jws.setKey(signer.key());
    jws.setPayload(claims.toJson());
    Issued issued;
    try {
      issued = new Issued(jws.getCompactSerialization(), expires);
    } catch (JoseException e) {
      throw new IllegalStateException("a registry token cannot be signed", e);
    }
    audit.recordNow(
        AuditEvent.done(Action.TOKEN_ISSUE, "registry_token", subject)
            .with("method", method.word())
            .with("namespaces", String.join(" ", resources(grants))));
    return issued;
  }

  private static List<String> resources(List<Grant> grants) {
    return grants.stream().map(Grant::resource).distinct().toList();
  }

  /** Whether a bearer token looks like a registry token, so that no other check can apply. */
  public boolean recognises(String token) {
    return SignedToken.of(token).filter(RegistryTokens::isOurs).isPresent();
  }

  private static boolean isOurs(SignedToken token) {
    return token.algorithm().equals(AlgorithmIdentifiers.EDDSA)
        && token.issuer().filter(ISSUER::equals).isPresent();
  }

  /**
   * Verifies a registry token.
   *
   * @param token the text behind {@code Bearer}
   * @throws InvalidToken where this server, or another one on the same database, did not give it or
   *     it has expired
   */
  public RegistryToken verify(String token) throws InvalidToken {
    SignedToken signed = SignedToken.of(token).orElseThrow(() -> refused(Reason.MALFORMED));
    if (!isOurs(signed)) {
      throw refused(Reason.UNKNOWN_ISSUER);
    }
    PublicKey key =
        Optional.ofNullable(signed.keyId())
            .flatMap(keys::verifier)
            .orElseThrow(() -> refused(Reason.UNKNOWN_KEY));
    if (!signed.isSignedWith(key, Set.of(AlgorithmIdentifiers.EDDSA))) {
      throw refused(Reason.WRONG_SIGNATURE);
    }
    Map<String, Object> claims = signed.claims();
    Instant expires =
        claims.get("exp") instanceof Number seconds
            ? Instant.ofEpochSecond(seconds.longValue())
            : Instant.MIN;
    if (!clock.instant().isBefore(expires)) {
      throw refused(Reason.EXPIRED);
    }
    return new RegistryToken(
        String.valueOf(claims.get(METHOD)),
        String.valueOf(claims.get(SUBJECT)),
        grants(claims.get(PERMISSIONS)),
        expires);
  }

  private static InvalidToken refused(Reason reason) {
    return new InvalidToken(reason, null);
  }

  private static List<Grant> grants(@Nullable Object permissions) {
    List<Grant> grants = new ArrayList<>();
    if (permissions instanceof List<?> several) {
      for (Object one : several) {
        if (one instanceof Map<?, ?> map) {
          grants.add(new Grant(String.valueOf(map.get(ACTION)), String.valueOf(map.get(RESOURCE))));
        }
      }
    }
    return grants;
  }
}
