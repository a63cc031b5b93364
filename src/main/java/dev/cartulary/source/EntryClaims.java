package dev.cartulary.source;

import dev.cartulary.access.ClaimRules;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.config.Finding;
import dev.cartulary.config.JsonTree;
import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The claims that single names are kept for, in memory: few texts, however many names have them.
 * They are read when sources and registries are.
 */
@Singleton
public class EntryClaims {

  private final ActiveSession active;
  private volatile Map<String, ClaimRules> known = Map.of();

  EntryClaims(ActiveSession active) {
    this.active = active;
  }

  @ActivateRequestContext
  void read(@Observes SourcesRead sources) {
    known =
        active
            .query(
                String.class,
                "select distinct e.claims from EntryEntity e"
                    + " where e.claims is not null and e.withdrawnAt is null")
            .getResultList()
            .stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), EntryClaims::rules));
  }

  private static ClaimRules rules(String text) {
    List<Finding> findings = new ArrayList<>();
    ClaimRules rules = ClaimRules.read(JsonTree.of(DefinitionJson.parse(text)), findings);
    return findings.isEmpty() ? rules : ClaimRules.NOBODY;
  }

  /** Whether the caller sees every name, whatever it is kept for. */
  public boolean admitsToAll(Principal caller) {
    return admitted(caller).size() == known.size();
  }

  /** The texts that the caller fits, as entries have them. */
  public Set<String> admitted(Principal caller) {
    if (caller.mustChangePassword()) {
      return Set.of();
    }
    return known.entrySet().stream()
        .filter(entry ->
            caller.may(Permission.CATALOG_READ)
                || (caller.isKnown() && entry.getValue().admits(caller.claims())))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
