package dev.cartulary.access;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Who sees a registry or a source of the configuration. Whoever may read every registry and source
 * ({@link Permission#CATALOG_READ}) sees it in any case.
 *
 * @param everybody whether callers without a credential see it too
 * @param claims whose tokens see it
 * @param roles whose holders see it
 * @param teams the ids of the teams whose members see it
 */
public record Visibility(
    boolean everybody, ClaimRules claims, Set<String> roles, Set<String> teams) {

  /** What nobody has kept for others. */
  public static final Visibility PUBLIC =
      new Visibility(true, ClaimRules.NOBODY, Set.of(), Set.of());

  private static final String KEY = "public";

  public Visibility {
    roles = Set.copyOf(roles);
    teams = Set.copyOf(teams);
  }

  /**
   * Reads {@code public}, {@code claims}, {@code roles} and {@code teams}. Where {@code public} is
   * not there, it is true unless one of the others says who is meant.
   *
   * @param findings to which everything that is wrong is added
   */
  public static Visibility read(ConfigNode node, List<Finding> findings) {
    ClaimRules claims =
        node.entries().containsKey("claims")
            ? ClaimRules.read(node.entries().get("claims"), findings)
            : ClaimRules.NOBODY;
    Set<String> roles = readNames(node, "roles", findings);
    Set<String> teams = readNames(node, "teams", findings);
    boolean limited = !claims.isEmpty() || !roles.isEmpty() || !teams.isEmpty();
    String given = node.text(KEY).orElse(limited ? "false" : "true");
    if (!given.equals("true") && !given.equals("false")) {
      findings.add(wrong(node, given, "it is not true or false", "Write true or false"));
    }
    if (given.equals("true") && limited) {
      findings.add(
          wrong(
              node,
              given,
              "everybody would see what claims, roles or teams keep for some",
              "Remove public: true, or the claims, roles and teams"));
    }
    return new Visibility(given.equals("true"), claims, roles, teams);
  }

  private static Finding wrong(ConfigNode node, String value, String problem, String fix) {
    return new Finding(node.get(KEY).orElse(node).place(), value, problem, fix);
  }

  private static Set<String> readNames(ConfigNode node, String key, List<Finding> findings) {
    List<String> names = new ArrayList<>();
    ConfigNode list = node.entries().get(key);
    if (list == null) {
      return Set.of();
    }
    for (ConfigNode item : list.items()) {
      names.add(item.scalar().orElse("").strip());
    }
    if (names.isEmpty() || names.contains("")) {
      findings.add(
          new Finding(list.place(), null, "it is empty", "List who may see it, or remove the key"));
    }
    return Set.copyOf(names);
  }

  /**
   * Whether the caller sees it. One who must change the password sees what everybody sees, and no
   * more before that is done.
   */
  public boolean admits(Principal caller) {
    return everybody
        || (!caller.mustChangePassword()
            && (caller.may(Permission.CATALOG_READ)
                || (caller.isKnown() && (isForAllKnown() || isMeant(caller)))));
  }

  private boolean isForAllKnown() {
    return claims.isEmpty() && roles.isEmpty() && teams.isEmpty();
  }

  private boolean isMeant(Principal caller) {
    return caller.roles().stream().anyMatch(roles::contains)
        || caller.teams().stream().anyMatch(teams::contains)
        || claims.admits(caller.claims());
  }
}
