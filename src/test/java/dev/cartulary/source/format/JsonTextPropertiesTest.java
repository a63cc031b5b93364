package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonTextPropertiesTest {

  private static final JsonFactory JSON = new JsonFactory();

  @Property(tries = 500)
  void compactedDocumentHasTheSameTokensAndNumberTexts(@ForAll("documents") String json)
      throws IOException {
    assertThat(tokens(JsonText.compact(json))).isEqualTo(tokens(json));
  }

  @Property(tries = 200)
  void entriesAreCutAtTheirEdges(@ForAll("objects") List<String> entries) throws Exception {
    String file =
        " {\"data\" : {\"other\": [1, {\"servers\":[{}]}],\"servers\":[ "
            + String.join(" ,\r\n ", entries)
            + " ]\n}, \"x\":[]}";
    List<String> read = new ArrayList<>();
    CatalogText.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        (entry, format) -> read.add(entry.text()));
    assertThat(read).isEqualTo(entries.stream().map(JsonText::compact).toList());
  }

  @Provide
  Arbitrary<List<String>> objects() {
    return documents().list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars("ab \t{}[],:\\\"/éZ\u0000\n")
            .ofMaxLength(12)
            .map(JsonTextPropertiesTest::quote);
    Arbitrary<String> numbers =
        Arbitraries.of(
            "0", "-0", "1.0", "1.10", "1e400", "-12.50E-3", "123456789012345678901234567890");
    Arbitrary<String> scalars =
        Arbitraries.oneOf(texts, numbers, Arbitraries.of("true", "false", "null"));
    Arbitrary<String> space = Arbitraries.of("", " ", "\n\t", "\r\n  ");
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                net.jqwik.api.Combinators.combine(inner.list().ofMaxSize(3), space)
                    .as((items, s) -> "[" + s + String.join(s + "," + s, items) + s + "]"),
                net.jqwik.api.Combinators.combine(
                        texts.list().ofSize(3), inner.list().ofMaxSize(3), space)
                    .as(JsonTextPropertiesTest::object)),
        0,
        3);
  }

  private static String object(List<String> names, List<String> values, String space) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      members.add(names.get(i) + space + ":" + space + values.get(i));
    }
    return "{" + space + String.join(space + "," + space, members) + space + "}";
  }

  private static String quote(String text) {
    return text.codePoints()
        .mapToObj(c ->
            switch (c) {
              case '"' -> "\\\"";
              case '\\' -> "\\\\";
              case '\n' -> "\\n";
              case '\t' -> "\\t";
              case 'Z' -> "😀";
              case 0 -> "\\u0000";
              default -> Character.toString(c);
            })
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static List<String> tokens(String json) throws IOException {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token + " " + parser.getText());
      }
    }
    return tokens;
  }
}
