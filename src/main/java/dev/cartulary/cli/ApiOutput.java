package dev.cartulary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.config.Masking;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** How commands print what the API answers. */
enum ApiOutput {
  TABLE,
  JSON,
  YAML;

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * A column of a table.
   *
   * @param path of the value in an item, {@code /status/state}; of a list, its items are joined
   */
  record Column(String title, String path) {}

  /** Prints a list. */
  void list(PrintWriter out, List<JsonNode> items, List<Column> columns) {
    if (this == TABLE) {
      table(out, items, columns);
    } else {
      print(out, MAPPER.valueToTree(items));
    }
  }

  /** Prints one item; as a table, that is YAML. */
  void item(PrintWriter out, JsonNode item) {
    print(out, item);
  }

  private void print(PrintWriter out, JsonNode tree) {
    try {
      if (this == JSON) {
        out.println(MAPPER.writeValueAsString(tree));
      } else {
        out.print(yaml().dump(MAPPER.treeToValue(tree, Object.class)));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can be written", e);
    }
  }

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options);
  }

  private static void table(PrintWriter out, List<JsonNode> items, List<Column> columns) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(Column::title).toList());
    for (JsonNode item : items) {
      rows.add(columns.stream().map(column -> text(item.at(column.path()))).toList());
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(item -> texts.add(text(item)));
      return String.join(",", texts);
    }
    return value.isMissingNode() || value.isNull() ? "-" : Masking.printable(value.asText());
  }
}
