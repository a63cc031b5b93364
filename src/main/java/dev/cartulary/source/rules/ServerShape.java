package dev.cartulary.source.rules;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.source.rules.Shape.Items;
import dev.cartulary.source.rules.Shape.Members;
import dev.cartulary.source.rules.Shape.Named;
import dev.cartulary.source.rules.Shape.Scalar;
import dev.cartulary.source.rules.Shape.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members a server's document has, and of which types, as the MCP Registry API takes it in:
 * unknown ones are refused. Empty texts and {@code "repository": {}} are taken, since publishers
 * write them for what is absent.
 */
public final class ServerShape {

  /**
   * A part that is missing, unknown or of another type.
   *
   * @param path {@code packages[0].transport}
   * @param value what stands there, shortened; null where nothing does
   */
  public record Fault(String path, String message, @Nullable String value) {}

  private static final int MOST = 100;
  private static final int LONGEST_VALUE = 200;
  private static final Map<String, Shape> INPUT =
      Map.ofEntries(
          entry("choices", new Items(Shape.TEXT)),
          entry("default", Shape.TEXT),
          entry("description", Shape.TEXT),
          entry("format", Shape.TEXT),
          entry("isRequired", Shape.BOOLEAN),
          entry("isSecret", Shape.BOOLEAN),
          entry("placeholder", Shape.TEXT),
          entry("value", Shape.TEXT));
  private static final Shape VARIABLES = new Named(new Members(INPUT, List.of()));
  private static final Shape HEADER =
      new Members(
          with(INPUT, entry("name", Shape.TEXT), entry("variables", VARIABLES)), List.of("name"));
  private static final Shape ARGUMENT =
      new Members(
          with(
              INPUT,
              entry("name", Shape.TEXT),
              entry("type", Shape.TEXT),
              entry("valueHint", Shape.TEXT),
              entry("isRepeated", Shape.BOOLEAN),
              entry("variables", VARIABLES)),
          List.of("type"));
  private static final Shape TRANSPORT =
      new Members(
          Map.of(
              "type",
              Shape.TEXT,
              "url",
              Shape.TEXT,
              "headers",
              new Items(HEADER),
              "variables",
              VARIABLES),
          List.of("type"));
  private static final Shape PACKAGE =
      new Members(
          Map.ofEntries(
              entry("registryType", new Text(1, Integer.MAX_VALUE, false)),
              entry("registryBaseUrl", Shape.TEXT),
              entry("identifier", new Text(1, Integer.MAX_VALUE, false)),
              entry("version", Shape.TEXT),
              entry("fileSha256", Shape.TEXT),
              entry("runtimeHint", Shape.TEXT),
              entry("transport", TRANSPORT),
              entry("runtimeArguments", new Items(ARGUMENT)),
              entry("packageArguments", new Items(ARGUMENT)),
              entry("environmentVariables", new Items(HEADER))),
          List.of("registryType", "identifier", "transport"));
  private static final Shape ICON =
      new Members(
          Map.of(
              "src", Shape.TEXT,
              "mimeType", Shape.TEXT,
              "sizes", new Items(Shape.TEXT),
              "theme", Shape.TEXT),
          List.of("src"));
  private static final Shape REPOSITORY =
      new Members(
          Map.of(
              "url", Shape.TEXT, "source", Shape.TEXT, "id", Shape.TEXT, "subfolder", Shape.TEXT),
          List.of());
  private static final Shape SERVER =
      new Members(
          Map.ofEntries(
              entry("$schema", Shape.TEXT),
              entry("name", new Text(3, 200, false)),
              entry("description", new Text(1, 100, false)),
              entry("title", new Text(1, 100, true)),
              entry("version", new Text(1, 255, false)),
              entry("websiteUrl", Shape.TEXT),
              entry("repository", REPOSITORY),
              entry("icons", new Items(ICON)),
              entry("packages", new Items(PACKAGE)),
              entry("remotes", new Items(TRANSPORT)),
              entry("_meta", Shape.OBJECT)),
          List.of("name", "description", "version"));

  private final List<Fault> faults = new ArrayList<>();

  private ServerShape() {}

  /** What is wrong, in the document's order; empty where nothing is. */
  public static List<Fault> check(JsonNode document) {
    ServerShape shape = new ServerShape();
    shape.check(document, SERVER, "");
    return List.copyOf(shape.faults);
  }

  @SafeVarargs
  private static Map<String, Shape> with(
      Map<String, Shape> some, Map.Entry<String, Shape>... more) {
    Map<String, Shape> all = new HashMap<>(some);
    for (Map.Entry<String, Shape> one : more) {
      all.put(one.getKey(), one.getValue());
    }
    return Map.copyOf(all);
  }

  private void check(JsonNode value, Shape shape, String path) {
    if (shape instanceof Text text) {
      checkText(value, text, path);
    } else if (shape instanceof Scalar scalar && !scalar.test().test(value)) {
      expected(value, path, scalar.word());
    } else if (shape instanceof Items items) {
      checkItems(value, items.of(), path);
    } else if (shape instanceof Named named) {
      if (!value.isObject()) {
        expected(value, path, "an object");
      }
      value
          .properties()
          .forEach(one -> check(one.getValue(), named.of(), below(path, one.getKey())));
    } else if (shape instanceof Members members) {
      checkMembers(value, members, path);
    }
  }

  private void checkItems(JsonNode value, Shape of, String path) {
    if (!value.isArray()) {
      expected(value, path, "a list");
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(value.path(i), of, path + "[" + i + "]");
    }
  }

  private void checkMembers(JsonNode value, Members members, String path) {
    if (!value.isObject()) {
      expected(value, path, "an object");
      return;
    }
    for (String name : members.required()) {
      if (!value.has(name)) {
        add(
            new Fault(
                below(path, name), "expected required property " + name + " to be present", null));
      }
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      Shape shape = members.known().get(member.getKey());
      if (shape == null) {
        add(
            new Fault(
                below(path, member.getKey()), "unexpected property", shortened(member.getValue())));
      } else {
        check(member.getValue(), shape, below(path, member.getKey()));
      }
    }
  }

  private void checkText(JsonNode value, Text text, String path) {
    if (!value.isTextual()) {
      expected(value, path, "a text");
      return;
    }
    String given = value.textValue();
    int length = given.codePointCount(0, given.length());
    if (text.mayBeEmpty() && length == 0) {
      return;
    }
    if (length < text.least()) {
      add(new Fault(path, "expected length >= " + text.least(), shortened(value)));
    } else if (length > text.most()) {
      add(new Fault(path, "expected length <= " + text.most(), shortened(value)));
    } else if (given.codePoints().anyMatch(ServerShape::isUnstorable)) {
      add(new Fault(path, "it holds a NUL or half of a surrogate pair", null));
    }
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
  }

  private void expected(JsonNode value, String path, String what) {
    add(new Fault(path, "expected " + what, shortened(value)));
  }

  private void add(Fault fault) {
    if (faults.size() < MOST) {
      faults.add(fault);
    }
  }

  private static String below(String path, String member) {
    return path.isEmpty() ? member : path + "." + member;
  }

  private static String shortened(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.codePoints()
        .limit(LONGEST_VALUE)
        .filter(c -> !isUnstorable(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
