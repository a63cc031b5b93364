package dev.cartulary.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.cartulary.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes items so that {@link MetadataImport} gives back exactly the same. */
public final class MetadataExport {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern ENV_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final int NAMED_KEYS = 10;

  private MetadataExport() {}

  /**
   * Refuses keys that a {@code .env} file cannot hold.
   *
   * @throws ProblemException an invalid request that names the first ones
   */
  public static void checkEnvironmentNames(Stream<MetadataItem> items) {
    List<String> unfit =
        items
            .map(item -> item.key().text())
            .filter(key -> !ENV_NAME.matcher(key).matches())
            .limit(NAMED_KEYS)
            .toList();
    if (!unfit.isEmpty()) {
      throw ProblemException.invalid(
          "format",
          "these keys are no names for a .env file; use json: " + String.join(", ", unfit));
    }
  }

  /** Writes the items, whose values must be there; the writer stays open. */
  public static void write(Stream<MetadataItem> items, FileFormat format, Writer writer) {
    try {
      switch (format) {
        case JSON -> json(items, writer);
        case ENV -> env(items, writer);
      }
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void json(Stream<MetadataItem> items, Writer writer) throws IOException {
    try (JsonGenerator generator = JSON.createGenerator(writer)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.setPrettyPrinter(new DefaultPrettyPrinter());
      generator.writeStartObject();
      for (MetadataItem item : (Iterable<MetadataItem>) items::iterator) {
        generator.writeFieldName(item.key().text());
        value(item, generator);
      }
      generator.writeEndObject();
    }
    writer.write('\n');
  }

  /** Encrypted values say so, that the import encrypts them again. */
  private static void value(MetadataItem item, JsonGenerator generator) throws IOException {
    if (!item.state().encrypted()) {
      generator.writeString(item.value().orElseThrow());
      return;
    }
    generator.writeStartObject();
    generator.writeStringField("value", item.value().orElseThrow());
    generator.writeBooleanField("encrypted", true);
    generator.writeEndObject();
  }

  private static void env(Stream<MetadataItem> items, Writer writer) throws IOException {
    for (MetadataItem item : (Iterable<MetadataItem>) items::iterator) {
      writer.write(item.key().text());
      writer.write("=\"");
      writer.write(escaped(item.value().orElseThrow()));
      writer.write("\"\n");
    }
  }

  /**
   * Escapes what means something inside double quotes, and line ends, so that one item is one line.
   */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("$", "\\$")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
