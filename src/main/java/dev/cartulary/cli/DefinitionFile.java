package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Definitions in a file, for {@code apply}: one, a list of them, or a list under the key that the
 * configuration has; YAML or JSON.
 */
final class DefinitionFile {

  private static final JsonMapper JSON = new JsonMapper();

  private DefinitionFile() {}

  /**
   * A definition of the file.
   *
   * @param body as the API takes it
   */
  record Definition(String name, byte[] body) {}

  /**
   * The definitions in the text.
   *
   * @param key of a list of them, {@code sources}
   * @throws ProblemException where it is not YAML, or one has no name
   */
  static List<Definition> read(String file, String text, String key) {
    JsonNode tree;
    try {
      tree = JSON.valueToTree(yaml().load(text));
    } catch (YAMLException e) {
      throw wrong(file + " is neither YAML nor JSON: " + e.getMessage());
    }
    JsonNode list = tree.isObject() && tree.has(key) ? tree.path(key) : tree;
    List<Definition> definitions = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(item -> definitions.add(definition(file, item)));
    } else {
      definitions.add(definition(file, list));
    }
    return definitions;
  }

  private static Definition definition(String file, JsonNode item) {
    String name = item.path("name").asText("");
    if (!item.isObject() || name.isEmpty()) {
      throw wrong(file + " holds a definition without a name. Write name: my-name in it.");
    }
    return new Definition(name, item.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ProblemException wrong(String sentence) {
    return new ProblemException(ProblemType.INVALID_REQUEST, sentence);
  }

  /** Values stay the texts that they are: {@code 08} is no number, and {@code yes} not true. */
  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(unused),
        unused,
        options,
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
          }
        });
  }
}
