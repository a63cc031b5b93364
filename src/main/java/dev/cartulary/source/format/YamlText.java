package dev.cartulary.source.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
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
 * Turns YAML into the JSON that it stands for by YAML 1.2's JSON schema: {@code yes}, dates and the
 * like are texts. Only the syntax tree is built, no objects: a tag can make nothing happen.
 */
final class YamlText {

  private static final int LARGEST = CatalogReader.LARGEST;
  private static final int DEEPEST = 100;
  private static final int MOST_ALIASES = 10_000;

  /** How much longer the JSON may be: aliases can multiply a small text. */
  private static final long GROWTH = 4;

  private static final long LEAST_ROOM = 1024 * 1024;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  private final StringBuilder json = new StringBuilder();

  private final long most;

  private YamlText(long most) {
    this.most = most;
  }

  /**
   * The JSON text of a YAML document.
   *
   * @throws CatalogException when it is not one YAML document, or cannot be JSON
   */
  static String toJson(String yaml) throws CatalogException {
    YamlText text = new YamlText(LEAST_ROOM + GROWTH * yaml.length());
    text.write(root(yaml), 0);
    return text.json.toString();
  }

  private static Node root(String yaml) throws CatalogException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    DumperOptions unused = new DumperOptions();
    try {
      Node root =
          new Yaml(new SafeConstructor(options), new Representer(unused), unused, options)
              .compose(new StringReader(yaml));
      if (root instanceof MappingNode || root instanceof SequenceNode) {
        return root;
      }
      throw new CatalogException("it is neither a JSON nor a YAML object or list");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new CatalogException(
          "it is neither JSON nor YAML: " + e.getProblem() + " (line " + line + ")", e);
    } catch (YAMLException e) {
      String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new CatalogException("it cannot be read as YAML: " + words, e);
    }
  }

  private void write(Node node, int depth) throws CatalogException {
    if (depth > DEEPEST || json.length() > most) {
      throw wrong(node, "it nests or repeats too much");
    }
    if (node instanceof MappingNode mapping) {
      writeMapping(mapping, depth);
    } else if (node instanceof SequenceNode sequence) {
      json.append('[');
      String comma = "";
      for (Node item : sequence.getValue()) {
        json.append(comma);
        write(item, depth + 1);
        comma = ",";
      }
      json.append(']');
    } else if (node instanceof ScalarNode scalar) {
      String plain = plain(scalar);
      if (plain == null) {
        writeText(scalar.getValue());
      } else {
        json.append(plain);
      }
    }
  }

  private void writeMapping(MappingNode mapping, int depth) throws CatalogException {
    Set<String> names = new HashSet<>();
    json.append('{');
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(member.getKeyNode(), "a name must be a text");
      }
      if (key.getTag().equals(Tag.MERGE)) {
        throw wrong(key, "<< is no part of YAML 1.2; write the members out");
      }
      if (!names.add(key.getValue())) {
        throw wrong(key, "it has two members \"" + key.getValue() + "\"");
      }
      json.append(names.size() == 1 ? "" : ",");
      writeText(key.getValue());
      json.append(':');
      write(member.getValueNode(), depth + 1);
    }
    json.append('}');
  }

  /** The JSON of a scalar without quotes that is no text; null where it is a text. */
  private static @Nullable String plain(ScalarNode scalar) {
    String value = scalar.getValue();
    if (!scalar.isPlain() || (scalar.getTag().equals(Tag.STR) && NUMBER.matcher(value).matches())) {
      return null;
    }
    return switch (value) {
      case "true", "false", "null" -> value;
      case "", "~" -> "null";
      default -> NUMBER.matcher(value).matches() ? value : null;
    };
  }

  private void writeText(String text) {
    json.append('"').append(JsonStringEncoder.getInstance().quoteAsString(text)).append('"');
  }

  private static CatalogException wrong(Node node, String what) {
    return new CatalogException(what + " (line " + (node.getStartMark().getLine() + 1) + ")");
  }
}
