package dev.cartulary.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tree of keys that the YAML file may hold. Values are judged by those who read them. */
final class YamlShape {
  /** Lists end in []; .* stands for what only its reader can judge, as keys that the user names. */
  private static final List<String> TREES =
      List.of(
          "sources[].name",
          "sources[].file.path",
          "sources[].file.url",
          "sources[].file.data",
          "sources[].file.timeout",
          "sources[].git.repository",
          "sources[].git.branch",
          "sources[].git.tag",
          "sources[].git.commit",
          "sources[].git.path",
          "sources[].git.auth.username",
          "sources[].git.auth.passwordFile",
          "sources[].git.auth.keyFile",
          "sources[].git.auth.knownHostsFile",
          "sources[].api.endpoint",
          "sources[].api.timeout",
          "sources[].api.fullSyncInterval",
          "sources[].api.tokenFile",
          "sources[].managed.*",
          "sources[].kubernetes.namespaces[]",
          "sources[].syncPolicy.interval",
          "sources[].filter.names.include[]",
          "sources[].filter.names.exclude[]",
          "sources[].filter.tags.include[]",
          "sources[].filter.tags.exclude[]",
          "sources[].validation",
          "sources[].allowPrivateNetwork",
          "sources[].caCertPath",
          "sources[].public",
          "sources[].claims.*",
          "sources[].roles[]",
          "sources[].teams[]",
          "registries[].name",
          "registries[].sources[]",
          "registries[].public",
          "registries[].claims.*",
          "registries[].roles[]",
          "registries[].teams[]",
          "auth.publicPaths[]",
          "auth.oauth.scopesSupported[]",
          "auth.oauth.providers[].name",
          "auth.oauth.providers[].issuerUrl",
          "auth.oauth.providers[].audience.*",
          "auth.oauth.providers[].jwksUrl",
          "auth.oauth.providers[].introspectionUrl",
          "auth.oauth.providers[].clientId",
          "auth.oauth.providers[].clientSecretFile",
          "auth.oauth.providers[].caCertPath",
          "auth.oauth.providers[].authTokenFile",
          "auth.oauth.providers[].allowPrivateIP",
          "auth.oauth.providers[].algorithms[]",
          "auth.oauth.providers[].clockSkew",
          "auth.authz.roles.*",
          "auth.registryTokens.grants[].claims.*",
          "auth.registryTokens.grants[].publish[]",
          "auth.registryTokens.grants[].edit[]");

  private static final String ANYTHING = "*";

  private static final Pattern KEYS = Pattern.compile("[A-Za-z0-9_.\\[\\]-]+");

  /** The known keys below each place; a place with an index is written with []. */
  private final Map<String, List<String>> keys = new TreeMap<>();

  private final List<Finding> findings = new ArrayList<>();
  private final String file;

  private YamlShape(String file) {
    this.file = file;
    TREES.forEach(this::add);
    Arrays.stream(Setting.values()).flatMap(s -> s.yamlKey().stream()).forEach(this::add);
  }

  private void add(String path) {
    String parent = "";
    for (String step : path.split("\\.", -1)) {
      List<String> known = keys.computeIfAbsent(parent, place -> new ArrayList<>());
      if (!known.contains(step)) {
        known.add(step);
      }
      parent = parent.isEmpty() ? step : parent + "." + step;
    }
  }

  /** What in the tree is not known, or is a list where a single value belongs, and so on. */
  static List<Finding> judge(String file, ConfigNode root) {
    return judge(file, root, "");
  }

  /** The same of a tree that stands for what is at a place of the file. */
  static List<Finding> judge(String file, ConfigNode root, String place) {
    YamlShape shape = new YamlShape(file);
    shape.mapping(root, place);
    return shape.findings;
  }

  private void mapping(ConfigNode node, String place) {
    List<String> known = keys.getOrDefault(place, List.of());
    if (known.contains(ANYTHING) || node.kind() == ConfigNode.Kind.NOTHING) {
      return;
    }
    if (node.kind() != ConfigNode.Kind.MAPPING) {
      wrong(
          node,
          "it must hold keys, not " + what(node),
          "Write one of these keys below it: " + names(known));
      return;
    }
    node.entries().forEach((key, child) -> entry(key, child, place, known));
  }

  private void entry(String key, ConfigNode child, String place, List<String> known) {
    String path = place.isEmpty() ? key : place + "." + key;
    if (known.contains(key + "[]")) {
      list(child, path + "[]");
    } else if (!known.contains(key) || key.endsWith("[]")) {
      List<String> names = known.stream().map(YamlShape::name).toList();
      wrong(child, "there is no such key", Nearest.advice(key, names));
    } else if (keys.containsKey(path)) {
      mapping(child, path);
    } else if (child.kind() == ConfigNode.Kind.LIST || child.kind() == ConfigNode.Kind.MAPPING) {
      wrong(child, "it must be one value, not " + what(child), "Write the value after the colon");
    }
  }

  private void list(ConfigNode node, String place) {
    if (node.kind() == ConfigNode.Kind.NOTHING) {
      return;
    }
    if (node.kind() != ConfigNode.Kind.LIST) {
      wrong(
          node,
          "it must be a list, not " + what(node),
          "Write each item on a line of its own after a dash");
      return;
    }
    for (ConfigNode item : node.items()) {
      if (keys.containsKey(place)) {
        mapping(item, place);
      } else if (item.kind() != ConfigNode.Kind.SCALAR) {
        wrong(item, "it must be one value, not " + what(item), "Write the value after the dash");
      }
    }
  }

  private void wrong(ConfigNode node, String problem, String fix) {
    String place =
        node.path().isEmpty()
            ? file
            : node.line() == 0
                ? shown(node.path())
                : shown(node.path()) + " (" + file + " line " + node.line() + ")";
    findings.add(new Finding(place, null, problem, fix));
  }

  /** A place of the tree for a message. What is no name may be a value in the place of a key. */
  static String shown(String path) {
    return KEYS.matcher(path).matches() ? path : "a key that is no name";
  }

  private static String names(List<String> known) {
    return String.join(", ", known.stream().map(YamlShape::name).toList());
  }

  private static String name(String step) {
    return step.replace("[]", "");
  }

  private static String what(ConfigNode node) {
    return switch (node.kind()) {
      case MAPPING -> "keys";
      case LIST -> "a list";
      case SCALAR -> "a single value";
      case NOTHING -> "nothing";
    };
  }
}
