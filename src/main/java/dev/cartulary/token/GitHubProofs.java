package dev.cartulary.token;

import dev.cartulary.remote.FetchFailed;
import dev.cartulary.token.RegistryToken.Grant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** What a token of a GitHub user, or of a workflow, proves. */
final class GitHubProofs {

  private static final String NAMESPACE = "io.github.";
  private static final String OWNER = "repository_owner";

  /** Whose a token is, and the names that this one may publish. */
  record Proved(String subject, List<Grant> grants) {}

  private final GitHubAccount account;
  private final Optional<IdentityProvider> workflows;

  GitHubProofs(GitHubSettings settings, Clock clock, Executor background) {
    this.account = new GitHubAccount(settings);
    this.workflows =
        settings
            .audience()
            .map(audience ->
                new IdentityProvider(
                    new ProviderDefinition(
                        "github-actions",
                        settings.issuer(),
                        Set.of(audience),
                        Optional.empty(),
                        Set.of("RS256"),
                        ProviderDefinition.DEFAULT_SKEW,
                        Optional.empty(),
                        settings.access()),
                    clock,
                    background));
  }

  /** The user, with the organisations that this one owns. */
  Proved user(String token) throws GitHubAccount.Refused, FetchFailed {
    List<String> names = account.names(token);
    if (!GitHubAccount.isName(names.get(0))) {
      throw new GitHubAccount.Refused("No namespace can be made of the user's name at GitHub.");
    }
    return new Proved(names.get(0), names.stream().map(name -> publish(name)).toList());
  }

  /** The owner of the repository whose workflow runs. */
  Proved workflow(String token) throws InvalidToken {
    IdentityProvider provider =
        workflows.orElseThrow(
            () -> new InvalidToken(InvalidToken.Reason.WRONG_AUDIENCE, "github-actions"));
    SignedToken signed =
        SignedToken.of(token)
            .orElseThrow(() -> new InvalidToken(InvalidToken.Reason.MALFORMED, "github-actions"));
    if (!provider.issues(signed)) {
      throw new InvalidToken(InvalidToken.Reason.UNKNOWN_ISSUER, "github-actions");
    }
    VerifiedToken verified = provider.verify(signed);
    String owner =
        verified.claims().get(OWNER) instanceof String text && GitHubAccount.isName(text)
            ? text
            : "";
    if (owner.isEmpty()) {
      throw new InvalidToken(InvalidToken.Reason.NO_SUBJECT, "github-actions");
    }
    return new Proved(verified.subject(), List.of(publish(owner)));
  }

  private static Grant publish(String owner) {
    return new Grant(Grant.PUBLISH, NAMESPACE + owner + "/*");
  }
}
