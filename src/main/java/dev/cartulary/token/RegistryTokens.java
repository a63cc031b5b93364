package dev.cartulary.token;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Settings;
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
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Gives the registry tokens of the MCP API, and verifies them. */
@ApplicationScoped
public class RegistryTokens {

  /** What a token is good for that everybody gets. */
  static final String ANONYMOUS_NAMESPACE = "io.modelcontextprotocol.anonymous/*";

  private static final Logger LOG = Logger.getLogger(RegistryTokens.class);
  private static final String ISSUER = "mcp-registry";
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final String METHOD = "auth_method";
  private static final String SUBJECT = "auth_method_sub";
  private static final String PERMISSIONS = "permissions";
  private static final String ACTION = "action";
  private static final String RESOURCE = "resource";

  /** A token, as text, and the second from which it is of no use. */
  record Issued(String token, Instant expiresAt) {
    /** Without the token, which is a secret. */
    @Override
    public String toString() {
      return "a registry token until " + expiresAt;
    }
  }

  private final RegistryTokenSettings settings;
  private final TokenVerifier verifier;
  private final SigningKeys keys;
  private final AuditLog audit;
  private final DomainKeys domains;
  private final UsedProofs used = new UsedProofs();
  private final Clock clock = Clock.systemUTC();

  RegistryTokens(Settings settings, TokenVerifier verifier, SigningKeys keys, AuditLog audit) {
    this.settings = TokenSettings.resolve(settings).registryTokens();
    this.verifier = verifier;
    this.keys = keys;
    this.audit = audit;
    this.domains = new DomainKeys(this.settings);
  }

  /** A token that proves nothing. */
  Issued none() {
    require(RegistryTokenMethod.NONE);
    return issue(
        RegistryTokenMethod.NONE,
        "anonymous",
        List.of(
            new Grant(Grant.PUBLISH, ANONYMOUS_NAMESPACE),
            new Grant(Grant.EDIT, ANONYMOUS_NAMESPACE)));
  }

  /** A token for the owner of a token of an identity provider. */
  Issued oidc(String token) {
    require(RegistryTokenMethod.OIDC);
    VerifiedToken verified;
    try {
      verified = verifier.verify(token);
    } catch (InvalidToken refusal) {
      audit.recordNow(denied(RegistryTokenMethod.OIDC, null, refusal.reason().word()));
      throw problem(refusal);
    }
    List<Grant> grants =
        settings.grants().stream()
            .filter(grant -> grant.claims().admits(verified.claims()))
            .flatMap(grant -> grant.grants().stream())
            .distinct()
            .toList();
    if (grants.isEmpty()) {
      audit.recordNow(denied(RegistryTokenMethod.OIDC, verified.subject(), "no_grant"));
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "The token is genuine, but no grant of this server fits its claims.");
    }
    return issue(RegistryTokenMethod.OIDC, verified.subject(), grants);
  }

  /** The problem that an answer to an invalid token carries. */
  public static ProblemException problem(InvalidToken refusal) {
    return refusal.reason() == Reason.PROVIDER_AWAY
        ? ProblemException.retryLater(
            ProblemType.PROVIDER_UNAVAILABLE, refusal.sentence(), ProviderKeys.PAUSE, refusal)
        : new ProblemException(ProblemType.INVALID_CREDENTIALS, refusal.sentence(), refusal);
  }

  /** A token for whoever has the key that a domain's website publishes: for that domain alone. */
  Issued http(DomainProof proof) {
    require(RegistryTokenMethod.HTTP);
    return prove(RegistryTokenMethod.HTTP, proof, List.of(publish(proof.namespace() + "/*")));
  }

  /** A token for whoever has the key that a domain's DNS publishes: with its subdomains. */
  Issued dns(DomainProof proof) {
    require(RegistryTokenMethod.DNS);
    return prove(
        RegistryTokenMethod.DNS,
        proof,
        List.of(publish(proof.namespace() + "/*"), publish(proof.namespace() + ".*/*")));
  }

  private static Grant publish(String namespace) {
    return new Grant(Grant.PUBLISH, namespace);
  }

  /** Refuses a method that the settings do not name, before anything else is said of a request. */
  void require(RegistryTokenMethod method) {
    if (!settings.methods().contains(method)) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          "This server gives no registry tokens by the method " + method.word() + ".");
    }
  }

  private Issued prove(RegistryTokenMethod method, DomainProof proof, List<Grant> grants) {
    List<ProofKey> published;
    try {
      published = domains.by(method, proof.domain());
    } catch (FetchFailed failure) {
      // Why stays in the log: else anybody could look around in the network behind this server.
      LOG.infof("No key of domain %s: %s", proof.domain(), failure.getMessage());
      audit.recordNow(denied(method, proof.domain(), "key_unreachable"));
      throw new ProblemException(
          ProblemType.INVALID_CREDENTIALS,
          "The key of " + proof.domain() + " cannot be fetched from " + place(method) + ".",
          failure);
    }
    if (published.isEmpty()) {
      audit.recordNow(denied(method, proof.domain(), "no_key"));
      throw new ProblemException(
          ProblemType.INVALID_CREDENTIALS,
          "There is no key of "
              + proof.domain()
              + " in "
              + place(method)
              + ". Publish it as v=MCPv1; k=ed25519; p=KEY.");
    }
    Optional<ProofKey> key = published.stream().filter(proof::isSignedWith).findFirst();
    if (key.isEmpty()) {
      audit.recordNow(denied(method, proof.domain(), "wrong_signature"));
      throw new ProblemException(
          ProblemType.INVALID_CREDENTIALS,
          "The timestamp is signed with another key than those in " + place(method) + ".");
    }
    if (!used.take(key.get(), proof.timestamp(), clock.instant())) {
      audit.recordNow(denied(method, proof.domain(), "used_before"));
      throw new ProblemException(
          ProblemType.INVALID_CREDENTIALS,
          "This signed timestamp was used before. Sign the present time again.");
    }
    return issue(method, proof.domain(), grants);
  }

  private static String place(RegistryTokenMethod method) {
    return method == RegistryTokenMethod.DNS
        ? "its TXT records"
        : "its file /.well-known/mcp-registry-auth";
  }

  private static AuditEvent denied(
      RegistryTokenMethod method, @Nullable String subject, String reason) {
    return AuditEvent.denied(Action.TOKEN_ISSUE, "registry_token", subject)
        .with("method", method.word())
        .with("reason", reason);
  }

  private Issued issue(RegistryTokenMethod method, String subject, List<Grant> grants) {
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
    return SignedToken.of(token)
        .filter(signed -> signed.algorithm().equals(AlgorithmIdentifiers.EDDSA))
        .flatMap(SignedToken::issuer)
        .filter(ISSUER::equals)
        .isPresent();
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
    if (!recognises(token)) {
      throw refused(Reason.UNKNOWN_ISSUER);
    }
    PublicKey key =
        Optional.ofNullable(signed.keyId())
            .flatMap(keys::verifier)
            .orElseThrow(() -> refused(Reason.UNKNOWN_KEY));
    if (!isSignedWith(token, key)) {
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

  private static boolean isSignedWith(String token, PublicKey key) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
      jws.setCompactSerialization(token);
      jws.setKey(key);
      return jws.verifySignature();
    } catch (JoseException e) {
      return false;
    }
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
