package dev.cartulary.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of the YAML file, or of JSON in its form, with the place it came from. Scalars are the
 * text as written: no type is guessed, so {@code 08} stays {@code 08} and {@code yes} stays {@code
 * yes}.
 *
 * @param text the scalar's text; null for every other kind
 * @param items what a list holds; empty for every other kind
 * @param entries what a mapping holds, in the file's order; empty for every other kind
 * @param line the line in the file, from 1; 0 for what is not in the file
 * @param path where it is in the tree, {@code sources[0].file.path}
 */
public record ConfigNode(
    Kind kind,
    @Nullable String text,
    List<ConfigNode> items,
    Map<String, ConfigNode> entries,
    int line,
    String path) {

  /** What a node is. */
  public enum Kind {
    MAPPING,
    LIST,
    SCALAR,
    /** A key without a value, or a node that is not in the file at all. */
    NOTHING
  }

  public ConfigNode {
    items = List.copyOf(items);
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  static ConfigNode nothing(int line, String path) {
    return new ConfigNode(Kind.NOTHING, null, List.of(), Map.of(), line, path);
  }

  static ConfigNode scalar(String text, int line, String path) {
    return new ConfigNode(Kind.SCALAR, text, List.of(), Map.of(), line, path);
  }

  /** The value under a key; empty when the key is missing or has no value. */
  public Optional<ConfigNode> get(String key) {
    return Optional.ofNullable(entries.get(key)).filter(node -> node.kind != Kind.NOTHING);
  }

  /** What stands under a key, also without a value; this node where there is no such key. */
  public ConfigNode under(String key) {
    ConfigNode child = entries.get(key);
    return child == null ? this : child;
  }

  /** The scalar under a key; empty when the key is missing or its value is a list or a mapping. */
  public Optional<String> text(String key) {
    return get(key).flatMap(ConfigNode::scalar);
  }

  /** The text, when this is a scalar. */
  public Optional<String> scalar() {
    return Optional.ofNullable(text);
  }

  /** The value at a dotted path below this node, {@code database.host}. */
  public Optional<ConfigNode> at(String dotted) {
    Optional<ConfigNode> node = Optional.of(this);
    for (String key : dotted.split("\\.", -1)) {
      node = node.flatMap(n -> n.get(key));
    }
    return node;
  }

  /** The items of the list at a dotted path below this node; none where there is no list. */
  public List<ConfigNode> items(String dotted) {
    return at(dotted).map(ConfigNode::items).orElse(List.of());
  }

  /**
   * The texts of the list at a dotted path below this node; none where there is no list.
   *
   * @param findings to which every item without a text is added
   */
  public List<String> texts(String dotted, List<Finding> findings) {
    List<String> texts = new ArrayList<>();
    for (ConfigNode item : items(dotted)) {
      String text = item.scalar().orElse("");
      if (text.isBlank()) {
        findings.add(
            new Finding(item.place(), null, "it is empty", "Write a text, or remove the item"));
      }
      texts.add(text);
    }
    return texts;
  }

  /** The place for a message: {@code sources[0].file.path (line 12)}; without what it lacks. */
  public String place() {
    String shown = path.isEmpty() ? "body" : path;
    return line == 0 ? shown : shown + " (line " + line + ")";
  }

  /** The place only: the values below may hold a password. */
  @Override
  public String toString() {
    return kind + " " + place();
  }
}
