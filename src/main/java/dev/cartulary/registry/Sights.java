package dev.cartulary.registry;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Principal;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.EntryClaims;
import dev.cartulary.source.SourceDefinition;
import dev.cartulary.source.Sources;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what callers see of a registry. */
@Singleton
public class Sights {

  private final Registries registries;
  private final Sources sources;
  private final EntryClaims claims;
  private final Caller caller;

  Sights(Registries registries, Sources sources, EntryClaims claims, Caller caller) {
    this.registries = registries;
    this.sources = sources;
    this.claims = claims;
    this.caller = caller;
  }

  /**
   * What the caller sees of a registry that may or may not exist.
   *
   * @throws ProblemException unauthenticated, where the registry is not public and the request is
   *     anonymous; password change required; not found, where the registry is for others
   */
  public Sight of(String registry) {
    return of(registry, caller.principal());
  }

  /**
   * What somebody sees of a registry that may or may not exist, from memory.
   *
   * @throws ProblemException as {@link #of(String)}
   */
  public Sight of(String registry, Principal who) {
    Optional<RegistryDefinition> definition = registries.named(registry);
    if (definition.isPresent() && !definition.get().visibility().admits(who)) {
      if (who.mustChangePassword()) {
        throw ProblemException.passwordChangeRequired();
      }
      throw who.isKnown() ? unknown(registry) : unauthenticated(registry);
    }
    Set<String> hidden =
        sources.definitions().stream()
            .filter(source -> !source.visibility().everybody())
            .filter(source -> definition.isEmpty() || definition.get().shows(source.name()))
            .filter(source -> !source.visibility().admits(who))
            .map(SourceDefinition::name)
            .collect(Collectors.toUnmodifiableSet());
    return new Sight(
        registry, hidden, claims.admitted(who), hidden.isEmpty() && claims.admitsToAll(who));
  }

  private static ProblemException unauthenticated(String registry) {
    return new ProblemException(
        ProblemType.UNAUTHENTICATED,
        "Registry " + registry + " is not public. Send Authorization: Bearer with a credential.");
  }

  /** The same words for what does not exist and for what is kept for others. */
  public static ProblemException unknown(String registry) {
    return new ProblemException(ProblemType.NOT_FOUND, "Registry " + registry + " does not exist.");
  }
}
