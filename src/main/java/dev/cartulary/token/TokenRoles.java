package dev.cartulary.token;

import dev.cartulary.access.ClaimRules;
import dev.cartulary.access.Permission;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which roles a token's claims give, as {@code auth.authz.roles} says. */
public final class TokenRoles {

  /** The name of ToolHive's role that is the built-in one. */
  private static final Map<String, String> SAME = Map.of("superAdmin", "admin");

  /** What ToolHive's other roles permit beside what every user may do; no role has such a name. */
  private static final Map<String, Permission> TOOLHIVE =
      Map.of(
          "manageSources", Permission.SOURCES_MANAGE,
          "manageRegistries", Permission.REGISTRIES_MANAGE,
          "manageEntries", Permission.ENTRIES_MANAGE);

  private final Map<String, List<ClaimRules>> rules;

  private TokenRoles(Map<String, List<ClaimRules>> rules) {
    this.rules = rules;
  }

  static TokenRoles read(ConfigNode auth, List<Finding> findings) {
    Map<String, List<ClaimRules>> rules = new LinkedHashMap<>();
    auth.at("authz.roles")
        .ifPresent(roles -> {
          if (roles.kind() != ConfigNode.Kind.MAPPING) {
            findings.add(
                new Finding(
                    roles.place(),
                    null,
                    "it must hold the names of roles",
                    "Write for example admin: with a list of claim maps below it"));
          }
          roles
              .entries()
              .forEach((name, claims) ->
                  rules
                      .computeIfAbsent(SAME.getOrDefault(name, name), role -> new ArrayList<>())
                      .add(ClaimRules.read(claims, findings)));
        });
    return new TokenRoles(rules);
  }

  /** The names of the roles that a token with these claims has; none where no rule fits. */
  public Set<String> of(Map<String, Object> claims) {
    Set<String> roles = new LinkedHashSet<>();
    rules.forEach((role, alternatives) -> {
      if (alternatives.stream().anyMatch(rule -> rule.admits(claims))) {
        roles.add(role);
      }
    });
    return roles;
  }

  /** What one of ToolHive's roles permits beside the role {@code user}; empty for all others. */
  public static Optional<Permission> permission(String role) {
    return Optional.ofNullable(TOOLHIVE.get(role));
  }

  /** The names of providers that the rules name. */
  Set<String> providers() {
    return rules.values().stream()
        .flatMap(List::stream)
        .flatMap(rule -> rule.providers().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of roles that a token of any provider can have, for its claims alone. */
  List<String> unbound() {
    return rules.entrySet().stream()
        .filter(role -> !role.getValue().stream().allMatch(ClaimRules::areBound))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
