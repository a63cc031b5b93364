package dev.cartulary.token;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.token.RegistryToken.Grant;
import dev.cartulary.token.RegistryTokens.Issued;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private final GitHubProofs gitHub;
  private final UsedProofs used = new UsedProofs();
  private final Clock clock = Clock.systemUTC();

  RegistryTokenService(
      Settings settings, TokenVerifier verifier, RegistryTokens tokens, AuditLog audit) {
    this.settings = TokenSettings.resolve(settings).registryTokens();
    this.verifier = verifier;
    this.tokens = tokens;
    this.audit = audit;
    this.domains = new DomainKeys(this.settings);
    this.gitHub = new GitHubProofs(this.settings.gitHub(), clock, TokenVerifier.BACKGROUND);
  }

  /** A token that proves nothing. */
  Issued none() {
    require(RegistryTokenMethod.NONE);
    return issue(
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
      throw problem(refusal);
    }
    List<Grant> grants =
        settings.grants().stream()
            .filter(grant -> grant.claims().admits(verified.claims()))
            .flatMap(grant -> grant.grants().stream())
            .distinct()
            .toList();
    if (grants.isEmpty()) {
      throw refused(
          RegistryTokenMethod.OIDC,
          verified.subject(),
          "no_grant",
          "oidc_token",
          "The token is genuine, but no grant of this server fits its claims.");
    }
    return issue(RegistryTokenMethod.OIDC, verified.subject(), grants);
  }

  /** A token for a user of GitHub, with the organisations that this one owns. */
  Issued gitHubUser(String token) {
    require(RegistryTokenMethod.GITHUB_AT);
    try {
      GitHubProofs.Proved proved = gitHub.user(token);
      return issue(RegistryTokenMethod.GITHUB_AT, proved.subject(), proved.grants());
    } catch (GitHubAccount.Refused refused) {
      throw refused(
          RegistryTokenMethod.GITHUB_AT,
          null,
          "not_accepted",
          "github_token",
          String.valueOf(refused.getMessage()));
    } catch (FetchFailed failure) {
      LOG.infof("GitHub cannot be asked about a token: %s", failure.getMessage());
      throw refused(
          RegistryTokenMethod.GITHUB_AT,
          null,
          "unreachable",
          "github_token",
          "GitHub cannot be asked at present. Try again in a moment.");
    }
  }

  /** A token for the owner of the repository whose workflow has this token. */
  Issued gitHubWorkflow(String token) {
    require(RegistryTokenMethod.GITHUB_OIDC);
    try {
      GitHubProofs.Proved proved = gitHub.workflow(token);
      return issue(RegistryTokenMethod.GITHUB_OIDC, proved.subject(), proved.grants());
    } catch (InvalidToken refusal) {
      audit.recordNow(denied(RegistryTokenMethod.GITHUB_OIDC, null, refusal.reason().word()));
      throw problem(refusal);
    }
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
    List<ProofKey> published = published(method, proof.domain());
    Optional<ProofKey> key = published.stream().filter(proof::isSignedWith).findFirst();
    if (key.isEmpty()) {
      throw refused(
          method,
          proof.domain(),
          "wrong_signature",
          "signed_timestamp",
          "The timestamp is signed with another key than those in "
              + place(method)
              + ", which are "
              + published.stream().map(ProofKey::fingerprint).collect(Collectors.joining(", "))
              + ". Is that an old one that a cache still has?");
    }
    if (!used.take(key.get(), proof.timestamp(), clock.instant())) {
      throw refused(
          method,
          proof.domain(),
          "used_before",
          "timestamp",
          "This signed timestamp was used before. Sign the present time again.");
    }
    return issue(method, proof.domain(), grants);
  }

  private List<ProofKey> published(RegistryTokenMethod method, String domain) {
    DomainKeys.Published published;
    try {
      published = domains.by(method, domain);
    } catch (FetchFailed failure) {
      // Why stays in the log: else anybody could look around in the network behind this server.
      LOG.infof("No key of domain %s: %s", domain, failure.getMessage());
      throw refused(
          method,
          domain,
          "key_unreachable",
          "domain",
          "The key of " + domain + " cannot be fetched from " + place(method) + ".");
    }
    if (published.broken()) {
      throw refused(
          method,
          domain,
          "broken_key",
          "domain",
          "The key of "
              + domain
              + " in "
              + place(method)
              + " cannot be read. Publish 32 bytes as v=MCPv1; k=ed25519; p=BASE64, or the 49 of a"
              + " compressed point as v=MCPv1; k=ecdsap384; p=BASE64.");
    }
    if (published.keys().isEmpty()) {
      Optional<String> other =
          method == RegistryTokenMethod.DNS ? domains.misplaced(domain) : Optional.empty();
      throw refused(
          method,
          domain,
          "no_key",
          "domain",
          "There is no key of "
              + domain
              + " in "
              + place(method)
              + other
                  .map(name ->
                      ". There is one in those of " + name + ": move it to the domain itself.")
                  .orElse(". Publish it as v=MCPv1; k=ed25519; p=KEY."));
    }
    return published.keys();
  }

  /** Gives the token, unless a namespace of it is blocked. */
  private Issued issue(RegistryTokenMethod method, String subject, List<Grant> grants) {
    if (settings.blocks(grants)) {
      throw refused(
          method,
          subject,
          "blocked",
          "body",
          "your namespace is blocked: the operator of this registry gives no tokens for it.");
    }
    return tokens.issue(method, subject, grants);
  }

  /** Writes down that no token is given, and why; the same goes to the caller. */
  private ProblemException refused(
      RegistryTokenMethod method,
      @Nullable String subject,
      String reason,
      String member,
      String sentence) {
    audit.recordNow(denied(method, subject, reason));
    return refusal(member, sentence, null);
  }

  /** Every failure of an exchange is a 401 with its reason among the errors, as clients expect. */
  static ProblemException refusal(String member, String sentence, @Nullable Throwable cause) {
    return ProblemException.naming(
        ProblemType.INVALID_CREDENTIALS,
        sentence,
        List.of(FieldError.ofBody(member.equals("body") ? "" : member, sentence, null)),
        cause);
  }

  private static String place(RegistryTokenMethod method) {
    return method == RegistryTokenMethod.DNS
        ? "its TXT records"
        : "its file /.well-known/mcp-registry-auth";
  }

  private static ProblemException problem(InvalidToken refusal) {
    return refusal.reason() == InvalidToken.Reason.PROVIDER_AWAY
        ? RegistryTokens.problem(refusal)
        : refusal("oidc_token", refusal.sentence(), refusal);
  }

  private static AuditEvent denied(
      RegistryTokenMethod method, @Nullable String subject, String reason) {
    return AuditEvent.denied(Action.TOKEN_ISSUE, "registry_token", subject)
        .with("method", method.word())
        .with("reason", reason);
  }
}
