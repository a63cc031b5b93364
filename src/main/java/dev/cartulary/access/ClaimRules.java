package dev.cartulary.access;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Claim maps of the configuration, which say whose tokens are meant. One map that fits is enough;
 * in a map every claim must fit; of several values of a claim one is enough. A claim of the token
 * that is itself a list fits where one of its values does.
 *
 * @param maps each from the name of a claim to the texts that it may have
 */
public record ClaimRules(List<Map<String, Set<String>>> maps) {

  /**
   * The name that stands for the provider of a token among its claims: nobody but this server
   * writes it there.
   */
  public static final String PROVIDER = "provider";

  /** Rules that admit nobody. */
  public static final ClaimRules NOBODY = new ClaimRules(List.of());

  private static final String EXAMPLE = "Write for example groups: [platform, release]";

  public ClaimRules {
    maps = List.copyOf(maps);
  }

  /**
   * Reads one claim map, or a list of them.
   *
   * @param findings to which everything that is wrong is added
   */
  public static ClaimRules read(ConfigNode node, List<Finding> findings) {
    List<Map<String, Set<String>>> maps = new ArrayList<>();
    List<ConfigNode> nodes = node.kind() == ConfigNode.Kind.LIST ? node.items() : List.of(node);
    for (ConfigNode map : nodes) {
      maps.add(readMap(map, findings));
    }
    if (nodes.isEmpty()) {
      findings.add(new Finding(node.place(), null, "it names no claim", EXAMPLE));
    }
    return new ClaimRules(maps);
  }

  private static Map<String, Set<String>> readMap(ConfigNode node, List<Finding> findings) {
    Map<String, Set<String>> map = new LinkedHashMap<>();
    if (node.kind() != ConfigNode.Kind.MAPPING || node.entries().isEmpty()) {
      findings.add(
          new Finding(
              node.place(), null, "it names no claim, and would admit every token", EXAMPLE));
    }
    node.entries().forEach((claim, value) -> map.put(claim, readValues(value, findings)));
    return map;
  }

  private static Set<String> readValues(ConfigNode node, List<Finding> findings) {
    List<ConfigNode> values = node.kind() == ConfigNode.Kind.LIST ? node.items() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (ConfigNode value : values) {
      String text = value.scalar().orElse("");
      if (text.isEmpty()) {
        findings.add(
            new Finding(value.place(), null, "it is not a text", "Write the claim's value"));
      }
      texts.add(text);
    }
    if (values.isEmpty()) {
      findings.add(new Finding(node.place(), null, "the claim has no value", EXAMPLE));
    }
    return Set.copyOf(texts);
  }

  public boolean isEmpty() {
    return maps.isEmpty();
  }

  /** Whether each map says whose tokens it is about, so that no other provider can make one. */
  public boolean areBound() {
    return maps.stream().allMatch(map -> map.containsKey(PROVIDER) || map.containsKey("iss"));
  }

  /** The names of providers in the maps. */
  public Set<String> providers() {
    return maps.stream()
        .flatMap(map -> map.getOrDefault(PROVIDER, Set.of()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a token with these claims is meant. */
  public boolean admits(Map<String, Object> claims) {
    return maps.stream()
        .anyMatch(map ->
            !map.isEmpty()
                && map.entrySet().stream()
                    .allMatch(claim -> fits(claims, claim.getKey(), claim.getValue())));
  }

  /**
   * A dot in the name of a claim is part of the name ({@code https://example.com/groups}) or leads
   * into the claim before it ({@code realm_access.roles}).
   */
  private static boolean fits(Map<?, ?> claims, String name, Set<String> wanted) {
    if (matches(claims.get(name), wanted)) {
      return true;
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
          && fits(inner, name.substring(dot + 1), wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(@Nullable Object value, Set<String> wanted) {
    if (value instanceof Collection<?> several) {
      return several.stream()
          .anyMatch(one -> isScalar(one) && wanted.contains(String.valueOf(one)));
    }
    return isScalar(value) && wanted.contains(String.valueOf(value));
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
