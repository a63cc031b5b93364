package dev.cartulary.token;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.token.RegistryToken.Grant;
import dev.cartulary.token.RegistryTokens.Issued;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives registry tokens to those who prove, by one of the methods, what a token is for. */
@ApplicationScoped
class RegistryTokenService {

  private static final Logger LOG = Logger.getLogger(RegistryTokenService.class);

  private final RegistryTokenSettings settings;
  private final TokenVerifier verifier;
  private final RegistryTokens tokens;
  private final AuditLog audit;
  private final DomainKeys domains;
  private final UsedProofs used = new UsedProofs();
  private final Clock clock = Clock.systemUTC();

  RegistryTokenService(
      Settings settings, TokenVerifier verifier, RegistryTokens tokens, AuditLog audit) {
    this.settings = TokenSettings.resolve(settings).registryTokens();
    this.verifier = verifier;
    this.tokens = tokens;
    this.audit = audit;
    this.domains = new DomainKeys(this.settings);
  }

  /** A token that proves nothing. */
  Issued none() {
    require(RegistryTokenMethod.NONE);
    return tokens.issue(
        RegistryTokenMethod.NONE,
        "anonymous",
        List.of(
            new Grant(Grant.PUBLISH, RegistryTokens.ANONYMOUS_NAMESPACE),
            new Grant(Grant.EDIT, RegistryTokens.ANONYMOUS_NAMESPACE)));
  }

  /** A token for the owner of a token of an identity provider. */
  Issued oidc(String token) {
    require(RegistryTokenMethod.OIDC);
    VerifiedToken verified;
    try {
      verified = verifier.verify(token);
    } catch (InvalidToken refusal) {
      audit.recordNow(denied(RegistryTokenMethod.OIDC, null, refusal.reason().word()));
      throw RegistryTokens.problem(refusal);
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
    return tokens.issue(RegistryTokenMethod.OIDC, verified.subject(), grants);
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
    return tokens.issue(method, proof.domain(), grants);
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
}
