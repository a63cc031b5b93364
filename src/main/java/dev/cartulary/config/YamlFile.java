package dev.cartulary.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Turns the text of a YAML file into {@link ConfigNode}s. Only the syntax tree is built, no
 * objects: lines stay known and a tag can make nothing happen.
 */
final class YamlFile {
  /** An alias can multiply a small text; more nodes than this no configuration needs. */
  private static final int MOST_NODES = 100_000;

  private static final int DEEPEST = 40;

  private final String name;
  private final List<Finding> findings = new ArrayList<>();
  private int nodes;

  private YamlFile(String name) {
    this.name = name;
  }

  /** The tree, empty where it could not be read, and what is wrong with it. */
  record Content(ConfigNode root, List<Finding> findings) {}

  /** Reads the text of the file of this name; never throws. */
  static Content parse(String name, String text) {
    YamlFile file = new YamlFile(name);
    ConfigNode root = file.root(text);
    if (file.findings.isEmpty()) {
      file.findings.addAll(YamlShape.judge(name, root));
    }
    return new Content(root, List.copyOf(file.findings));
  }

  private ConfigNode root(String text) {
    ConfigNode empty = ConfigNode.nothing(0, "");
    try {
      Node node = null;
      for (Node document : yaml().composeAll(new StringReader(text))) {
        if (node != null) {
          wrong(
              "line " + line(document),
              "it holds several documents",
              "Keep one and remove the line ---");
          return empty;
        }
        node = document;
      }
      return node == null ? empty : convert(node, "", 0);
    } catch (MarkedYAMLException e) {
      // The exception's own text quotes the line, which may hold a password.
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      String problem =
          e.getProblem() == null
              ? "it is not YAML"
              : "it is not YAML: " + quoteless(e.getProblem());
      wrong("line " + line, problem, "Correct the line; quote a value that holds : # { [ or &");
      return empty;
    } catch (TooLarge e) {
      wrong(null, "it nests or repeats too much", "Use fewer anchors and aliases");
      return empty;
    } catch (YAMLException e) {
      wrong(null, "it is not YAML, is larger than 3 MB or repeats too many aliases", "Correct it");
      return empty;
    }
  }

  /** Without what the parser quotes of the file. */
  private static String quoteless(String problem) {
    return problem
        .replaceAll("['\"].*['\"]", "…")
        .replaceAll("\\s+", " ")
        .replaceAll("(alias|tag handle|found:?|character|UTF-8:|version:) [^ ]+$", "$1 …");
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(50);
    options.setNestingDepthLimit(DEEPEST);
    DumperOptions unused = new DumperOptions();
    return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options);
  }

  private ConfigNode convert(Node node, String path, int depth) {
    // Aliases share nodes, so the tree must be counted as it is walked; a loop ends by its depth.
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      throw new TooLarge();
    }
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, path, depth);
    }
    if (node instanceof SequenceNode sequence) {
      List<ConfigNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, path + "[" + items.size() + "]", depth + 1));
      }
      return new ConfigNode(ConfigNode.Kind.LIST, null, items, Map.of(), line(node), path);
    }
    ScalarNode scalar = (ScalarNode) node;
    boolean nothing = scalar.isPlain() && Tag.NULL.equals(scalar.getTag());
    return nothing
        ? ConfigNode.nothing(line(node), path)
        : ConfigNode.scalar(scalar.getValue(), line(node), path);
  }

  private ConfigNode mapping(MappingNode mapping, String path, int depth) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        wrong("line " + line(tuple.getKeyNode()), "a key must be a word", "Write key: value");
        continue;
      }
      String childPath = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
      ConfigNode child = convert(tuple.getValueNode(), childPath, depth + 1);
      // The key's line is where the user looks; a block value starts one line below.
      child =
          new ConfigNode(
              child.kind(), child.text(), child.items(), child.entries(), line(key), childPath);
      if (entries.put(key.getValue(), child) != null) {
        wrong(
            "line " + line(key),
            "the key " + YamlShape.shown(childPath) + " is given twice",
            "Keep one of them");
      }
    }
    return new ConfigNode(ConfigNode.Kind.MAPPING, null, List.of(), entries, line(mapping), path);
  }

  private void wrong(@Nullable String place, String problem, String fix) {
    findings.add(new Finding(place == null ? name : name + " " + place, null, problem, fix));
  }

  private static int line(Node node) {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }

  /** Ends the walk over a tree that is too large to be meant. */
  private static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLarge() {
      super("too many nodes", null, false, false);
    }
  }
}
