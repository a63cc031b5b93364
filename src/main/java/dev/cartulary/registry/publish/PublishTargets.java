package dev.cartulary.registry.publish;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.http.RequestText;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.Registries;
import dev.cartulary.registry.Sights;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds where a registry keeps what is published to it. */
@ApplicationScoped
public class PublishTargets {

  private final Registries registries;
  private final Sights sights;
  private final PublishRepository repository;
  private final Caller caller;

  PublishTargets(
      Registries registries, Sights sights, PublishRepository repository, Caller caller) {
    this.registries = registries;
    this.sights = sights;
    this.repository = repository;
    this.caller = caller;
  }

  /**
   * The target of a registry.
   *
   * @param given the registry's name; empty for the default one
   * @throws ProblemException not found, where there is no such registry or the caller may not see
   *     it; not supported, where it has no managed source
   */
  public PublishTarget of(Optional<String> given) {
    String registry =
        RequestText.storable("registryName", given.orElseGet(registries::defaultName));
    // A registry token is good for its namespaces, whoever may read the registry.
    if (caller.principal().kind() != Kind.REGISTRY_TOKEN) {
      sights.of(registry);
    }
    return repository.target(registry).orElseThrow(() -> none(registry));
  }

  private ProblemException none(String registry) {
    return repository.hasRegistry(registry)
        ? new ProblemException(
            ProblemType.NOT_SUPPORTED,
            "Registry "
                + registry
                + " has no managed source, which would keep what is published. Add a source with"
                + " managed: {} to the configuration or over /v1/sources, and name it in the"
                + " registry's sources.")
        : Sights.unknown(registry);
  }

  /**
   * Refuses a name that an earlier source of the registry has: what is published would never be
   * seen.
   *
   * @throws ProblemException a conflict
   */
  public void refuseCovered(PublishTarget target, String type, String name) {
    if (target.position() == 0) {
      return; // nothing comes before it
    }
    repository
        .winner(target, type, name)
        .ifPresent(source -> {
          throw new ProblemException(
              ProblemType.CONFLICT,
              "Registry "
                  + target.registry()
                  + " shows "
                  + name
                  + " from its source "
                  + source
                  + ", which comes before the one that keeps what is published: nobody would see"
                  + " this version. Publish under another name, or let the registry list its"
                  + " managed source first.");
        });
  }

  /** Whether the caller may know what the registry has: only of others it is kept secret. */
  boolean isOpen(PublishTarget target) {
    try {
      sights.of(target.registry());
      return true;
    } catch (ProblemException hidden) {
      return false;
    }
  }
}
