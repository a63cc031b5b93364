package dev.cartulary.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as the nodes that blocks of the YAML file are read from, so that what comes over the API is
 * judged by the same rules.
 */
public final class JsonTree {

  private JsonTree() {}

  /** The nodes; numbers and booleans become texts. Their places are paths from the top. */
  public static ConfigNode of(JsonNode json) {
    return convert(json, "");
  }

  /**
   * What in the tree is not known where the YAML file has it.
   *
   * @param place of the file's tree that the top of this one is like: {@code sources[]}
   */
  public static List<Finding> unknown(ConfigNode root, String place) {
    return YamlShape.judge("body", root, place);
  }

  private static ConfigNode convert(JsonNode json, String path) {
    if (json.isObject()) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      json.properties()
          .forEach(member -> {
            String child = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            entries.put(member.getKey(), convert(member.getValue(), child));
          });
      return new ConfigNode(ConfigNode.Kind.MAPPING, null, List.of(), entries, 0, path);
    }
    if (json.isArray()) {
      List<ConfigNode> items = new ArrayList<>();
      for (JsonNode item : json) {
        items.add(convert(item, path + "[" + items.size() + "]"));
      }
      return new ConfigNode(ConfigNode.Kind.LIST, null, items, Map.of(), 0, path);
    }
    return json.isNull() || json.isMissingNode()
        ? ConfigNode.nothing(0, path)
        : ConfigNode.scalar(json.asText(), 0, path);
  }
}
