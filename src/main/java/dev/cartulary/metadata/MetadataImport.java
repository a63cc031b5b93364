package dev.cartulary.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.cartulary.config.DotEnv;
import dev.cartulary.http.Precondition;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file of items whole, and says of each fault on which line it is. Shows no value. */
public final class MetadataImport {

  private static final JsonFactory JSON = new JsonFactory();

  private final String name;
  private final List<FieldError> errors = new ArrayList<>();
  private final List<MetadataChange> changes = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private MetadataImport(String name) {
    this.name = name;
  }

  /**
   * The items of the file as changes that set them, in the file's order.
   *
   * @param name the file's name, for the errors
   * @throws ProblemException an invalid request with an error for every line that is wrong
   */
  public static List<MetadataChange> read(String name, String text, FileFormat format) {
    MetadataImport read = new MetadataImport(name);
    switch (format) {
      case JSON -> read.json(text.startsWith("\uFEFF") ? text.substring(1) : text);
      case ENV -> read.env(text);
    }
    if (!read.errors.isEmpty()) {
      throw ProblemException.invalid(read.errors);
    }
    return read.changes;
  }

  private void env(String text) {
    DotEnv.Content content = DotEnv.parse(name, text);
    content
        .findings()
        .forEach(finding ->
            errors.add(
                new FieldError(finding.setting(), finding.problem() + ". " + finding.fix())));
    content.entries().forEach(entry -> add(entry.key(), entry.value(), null, entry.line()));
  }

  private void json(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        wrong(line(parser), "write one JSON object whose members are key and value");
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(parser);
      }
      if (parser.nextToken() != null) {
        wrong(line(parser), "there is something after the JSON object");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      wrong(line, "is not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void member(JsonParser parser) throws IOException {
    String key = parser.currentName();
    int line = line(parser);
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      add(key, parser.getText(), null, line);
      return;
    }
    if (token == JsonToken.START_OBJECT) {
      object(key, parser, line);
      return;
    }
    String kind =
        switch (token) {
          case START_ARRAY -> "an array";
          case VALUE_NULL -> "null";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          default -> token.isNumeric() ? "a number" : token.name().toLowerCase(Locale.ROOT);
        };
    wrong(line, "the value of " + key + " is " + kind + "; values are text in double quotes");
    parser.skipChildren();
  }

  /** {@code {"value": "...", "encrypted": true}}. */
  private void object(String key, JsonParser parser, int line) throws IOException {
    String value = null;
    Boolean encrypted = null;
    boolean known = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken token = parser.nextToken();
      if (member.equals("value") && token == JsonToken.VALUE_STRING) {
        value = parser.getText();
      } else if (member.equals("encrypted") && token.isBoolean()) {
        encrypted = parser.getBooleanValue();
      } else {
        known = false;
        parser.skipChildren();
      }
    }
    if (known && value != null) {
      add(key, value, encrypted, line);
    } else {
      wrong(
          line,
          "the value of "
              + key
              + " is an object; write text in double quotes, or {\"value\": text,"
              + " \"encrypted\": true or false}");
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private void add(String key, String value, @Nullable Boolean encrypted, int line) {
    Optional<String> fault =
        MetadataKey.fault(key)
            .map(it -> "the key " + it)
            .or(() -> MetadataText.faultOfValue(value).map(it -> "the value of " + key + " " + it));
    Integer before = lines.putIfAbsent(key, line);
    if (fault.isPresent()) {
      wrong(line, fault.get());
    } else if (before != null) {
      wrong(line, "the key " + key + " is also on line " + before + "; keep one of them");
    } else {
      changes.add(
          MetadataChange.set(
              place(line), new MetadataKey(key), value, encrypted, Precondition.NONE));
    }
  }

  private void wrong(int line, String message) {
    errors.add(new FieldError(place(line), message));
  }

  private String place(int line) {
    return name + " line " + line;
  }
}
