package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are taken for a catalog, and what becomes of the servers in them. */
class CatalogFormatsTest {

  private static final CatalogReader READER = new CatalogReader();
  private static final String OFFICIAL = "io.modelcontextprotocol.registry/official";
  private static final String A = server("com.example/a", "1.0.0");
  private static final String B = server("com.example/b", "2.0.0");

  @Test
  void anAnswerOfTheApiKeepsWhatTheRegistrySaid() throws Exception {
    Catalog catalog =
        read(
            "{\"servers\": ["
                + entry(
                    A,
                    "\"status\":\"deprecated\",\"statusMessage\":\"use b\","
                        + "\"statusChangedAt\":\"2025-11-01T00:00:00Z\","
                        + "\"publishedAt\":\"2025-10-09T17:05:17.7931491Z\",\"isLatest\":false")
                + ", { \"_meta\": {}, \"server\" : "
                + B
                + "}, "
                + entry(server("com.example/c", "1"), "\"status\":\"deleted\"")
                + ", "
                + entry(server("com.example/d", "1"), "\"status\":\"odd\",\"publishedAt\":\"now\"")
                + "], \"metadata\": {\"count\": 4}}");
    assertThat(catalog.format()).isEqualTo(CatalogFormat.ANSWER);
    assertThat(catalog.entries())
        .extracting(CatalogEntry::document)
        .containsExactly(A, B, server("com.example/c", "1"), server("com.example/d", "1"));
    assertThat(catalog.entries().get(2).status()).isEqualTo("deleted");
    CatalogEntry first = catalog.entries().get(0);
    assertThat(first.status()).isEqualTo("deprecated");
    assertThat(first.official())
        .isEqualTo(
            new Official(
                "deprecated",
                "use b",
                Instant.parse("2025-10-09T17:05:17.793149Z"),
                Instant.parse("2025-11-01T00:00:00Z")));
    assertThat(catalog.entries().get(1).official()).isEqualTo(Official.NONE);
    assertThat(catalog.entries().get(3).official()).isEqualTo(Official.NONE);
    assertThat(catalog.refusals()).isEmpty();
    assertThat(catalog.notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[A, B]|LIST",
        " [A , B ] |LIST",
        "{\"servers\":[A,B]}|ANSWER",
        "{\"servers\":[{\"server\":A},B],\"metadata\":{}}|ANSWER",
        "{\"metadata\":{},\"servers\":[B,{\"_meta\":{},\"server\":A}]}|ANSWER",
        "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2025-01-01T00:00:00Z\"},\"data\":{\"servers\":[A,B]}}|UPSTREAM"
      })
  void listsOfServersAreRead(String file, CatalogFormat format) throws Exception {
    Catalog catalog = read(file.replace("A", A).replace("B", B));
    assertThat(catalog.format()).isEqualTo(format);
    assertThat(catalog.refusals()).isEmpty();
    assertThat(catalog.entries())
        .extracting(CatalogEntry::document)
        .containsExactlyInAnyOrder(A, B);
  }

  @Test
  void oneDocumentIsRead() throws Exception {
    for (String file : new String[] {A, "\n" + A + "\n", "{\"server\": " + A + ",\"_meta\":{}}"}) {
      assertThat(read(file).entries()).extracting(CatalogEntry::document).containsExactly(A);
    }
    assertThat(read(A).format()).isEqualTo(CatalogFormat.DOCUMENT);
    assertThat(read(A.replace("1.0.0", "latest")).refusals())
        .extracting(Catalog.Refusal::place)
        .containsExactly("the document");
  }

  @Test
  void yamlIsReadAsTheJsonThatItStandsFor() throws Exception {
    Catalog catalog =
        read(
            """
            # a catalog by hand
            version: 1.0.0
            meta: {last_updated: 2025-01-01T00:00:00Z}
            data:
              servers:
                - &base
                  name: com.example/a
                  description: yes
                  version: "1.0"
                  _meta: {n: 1.50, t: true, none: ~, s: !!str 7, d: 2025-01-01, q: "\\u00e9\\n\\""}
                - name: com.example/number
                  description: d
                  version: 1.0
            """);
    assertThat(catalog.format()).isEqualTo(CatalogFormat.UPSTREAM);
    assertThat(catalog.entries())
        .extracting(CatalogEntry::document)
        .containsExactly(
            "{\"name\":\"com.example/a\",\"description\":\"yes\",\"version\":\"1.0\",\"_meta\":{"
                + "\"n\":1.50,\"t\":true,\"none\":null,\"s\":\"7\",\"d\":\"2025-01-01\","
                + "\"q\":\"\u00e9\\n\\\"\"}}");
    assertThat(catalog.refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.sentence()).contains("version: ").contains("string"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"last_updated\":\"x\",\"servers\":{\"a\":{\"image\":\"b\"}}}|ToolHive's former registry format",
        "{\"mcpServers\":{\"a\":{\"command\":\"b\"}}}|the configuration of a client",
        "{\"servers\":{\"a\":{\"command\":\"b\"}}}|the configuration of a client",
        "registry: {a: {image: b}}|Docker's MCP gateway",
        "{\"openapi\":\"3.1.0\"}|it is not a catalog in a form that is known",
        "a: b: c|it is neither JSON nor YAML: ",
        "a: 1\\na: 2|it has two members \"a\" (line 2)",
        "a: {<<: {b: c}}|<< is no part of YAML 1.2",
        "? [a]\\n: b|a name must be a text",
        "just words|it is neither a JSON nor a YAML object or list"
      })
  void whatIsKnownAndNotReadIsNamed(String file, String words) {
    assertThatThrownBy(() -> read(file.replace("\\n", "\n")))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(words);
  }

  @Test
  void anAliasThatMultipliesIsRefused() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1) + ", ";
      yaml.append("a%d: &a%d [%s *a%d]\n".formatted(i, i, before.repeat(9), i - 1));
    }
    assertThatThrownBy(() -> read(yaml.toString())).hasMessageContaining("repeats too much");
    assertThatThrownBy(() -> read("a: &a [*a]")).hasMessageContaining("repeats too much");
  }

  @Test
  void oneOfSeveralPagesIsTold() throws Exception {
    assertThat(read("{\"servers\":[" + A + "],\"metadata\":{\"nextCursor\":\"x\"}}").notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice).contains("nextCursor"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"repository\":{}",
        "\"repository\":{\"url\":\"\",\"source\":\"\"}",
        "\"$schema\":\"\"",
        "\"title\":\"\",\"websiteUrl\":\"\"",
        "\"repository\":{\"url\":\"https://github.com/example/x\",\"source\":\"github\",\"id\":\"\",\"subfolder\":\"\"}",
        "\"packages\":[{\"registryType\":\"oci\",\"identifier\":\"x\",\"version\":\"\",\"registryBaseUrl\":\"\","
            + "\"fileSha256\":\"\",\"runtimeHint\":\"\",\"transport\":{\"type\":\"stdio\"}}]"
      })
  void whatIsEmptyCountsAsAbsentAndIsServed(String members) throws Exception {
    String document = A.substring(0, A.length() - 1) + "," + members + "}";
    Catalog catalog = read("[" + document + "]");
    assertThat(catalog.refusals()).isEmpty();
    assertThat(catalog.entries()).extracting(CatalogEntry::document).containsExactly(document);
  }

  @Test
  void whatADocumentSaysInTheRegistrysPlaceIsNotServed() throws Exception {
    String claim = "\"" + OFFICIAL + "\":{\"status\":\"deprecated\",\"isLatest\":true}";
    for (String[] meta :
        new String[][] {
          {"{" + claim + "}", "{}"},
          {"{\"a\":[1,{}]," + claim + ",\"b\":\"x\"}", "{\"a\":[1,{}],\"b\":\"x\"}"},
          {"{" + claim + "," + claim + ",\"a\":1.0}", "{\"a\":1.0}"},
          {"{\"a\":{" + claim + "}}", "{\"a\":{" + claim + "}}"}
        }) {
      String start = A.substring(0, A.length() - 1) + ",\"_meta\":";
      CatalogEntry entry = read("[" + start + meta[0] + "}]").entries().get(0);
      assertThat(entry.document()).isEqualTo(start + meta[1] + "}");
      assertThat(entry.status()).isEqualTo("active");
    }
  }

  @Test
  void aNameOrVersionThatStandsTwiceIsRefused() throws Exception {
    assertThat(read("[" + A.replace("{", "{\"name\":\"com.other/x\",") + "," + B + "]").refusals())
        .extracting(Catalog.Refusal::sentence)
        .containsExactly("[0] (com.example/a 1.0.0): it has two members \"name\"; keep one");
    assertThat(read("[" + A.replace("{", "{\"version\":\"3\",") + "]").refusals()).hasSize(1);
    assertThat(read("[" + A.replace("{", "{\"title\":\"3\",\"title\":\"4\",") + "]").refusals())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"com.example/a\"}|[0] (com.example/a): required property 'description' not found; required property 'version' not found",
        "7|[0]: integer found, object expected",
        "{\"name\":\"com.example/a\",\"description\":\"d\",\"version\":\"1\",\"packages\":[{\"registryType\":\"npm\",\"identifier\":\"x\",\"transport\":{\"type\":\"pigeon\",\"url\":\"http://x\"}}]}|[0] (com.example/a 1): packages[0].transport.type: it is none of stdio, streamable-http, sse",
        "{\"$schema\":\"https://static.modelcontextprotocol.io/schemas/2025-07-09/server.schema.json\",\"name\":\"com.example/a\",\"version\":\"1\"}|[0] (com.example/a 1): required property 'description' not found (by the schema of 2025-12-11; it names that of 2025-07-09, which this program does not have)"
      })
  void aReasonIsInPlainWords(String document, String sentence) throws Exception {
    assertThat(read("[" + document + "]").refusals())
        .extracting(Catalog.Refusal::sentence)
        .containsExactly(sentence);
  }

  @Test
  void whatOnlyPublishingDemandsIsRefusedButInTheFormatThatHasItsOwnSchema() throws Exception {
    String document = A.substring(0, A.length() - 1) + ",\"websiteUrl\":\"http://example.com\"}";
    Catalog catalog = read("[" + document + "]");
    assertThat(catalog.entries()).isEmpty();
    assertThat(catalog.refusals())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.severity()).isEqualTo("error");
          assertThat(one.reason()).startsWith("websiteUrl: it must begin with https://");
        });

    catalog =
        read(
            "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2025-01-01T00:00:00Z\"},"
                + "\"data\":{\"servers\":["
                + document
                + "]}}");
    assertThat(catalog.entries()).hasSize(1);
    assertThat(catalog.refusals())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.severity()).isEqualTo("warning");
          assertThat(one.reason()).startsWith("websiteUrl: it must begin with https://");
        });
  }

  @Test
  void howMuchIsRefusedDependsOnTheValidation() throws Exception {
    String noDescription = "{\"name\":\"com.example/a\",\"version\":\"^1\"}";
    String noVersion = "{\"name\":\"com.example/b\",\"description\":\"d\"}";
    byte[] file = ("[" + noDescription + "," + noVersion + "]").getBytes(StandardCharsets.UTF_8);
    CatalogReader reader = new CatalogReader();
    assertThat(reader.read(file, EntryFilter.NONE, Validation.STRICT).entries()).isEmpty();
    Catalog lenient = reader.read(file, EntryFilter.NONE, Validation.LENIENT);
    assertThat(lenient.entries()).extracting(CatalogEntry::document).containsExactly(noDescription);
    assertThat(lenient.refusals())
        .extracting(one -> one.severity() + " " + one.sentence())
        .containsExactly(
            "warning [0] (com.example/a ^1): required property 'description' not found",
            "warning [0] (com.example/a ^1): \"^1\" is a range of versions; one version is needed",
            "error [1] (com.example/b): the version is empty");
    Catalog none = reader.read(file, EntryFilter.NONE, Validation.NONE);
    assertThat(none.refusals())
        .extracting(Catalog.Refusal::sentence)
        .containsExactly("[1] (com.example/b): the version is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"installations\":{}}|a server of mcpm's registry",
        "name: x\\nimage: mcp/x\\nabout: {title: X}|a server.yaml of Docker's MCP registry"
      })
  void whatIsKnownButNotReadIsNamed(String file, String words) {
    assertThatThrownBy(() -> read(file.replace("\\n", "\n"))).hasMessageContaining(words);
  }

  @Test
  void aPackageWithoutAVersionOfItsOwnIsToldWhatIsWrong() throws Exception {
    String document =
        A.substring(0, A.length() - 1)
            + ",\"packages\":[{\"registryType\":\"npm\",\"identifier\":\"x\",\"version\":\"latest\","
            + "\"transport\":{\"type\":\"stdio\"}}]}";
    assertThat(read("[" + document + "]").refusals())
        .extracting(Catalog.Refusal::reason)
        .containsExactly("packages[0].version: it must not be \"latest\"");
  }

  @Test
  void theParsersOwnNamesAreLeftOut() {
    for (String broken : new String[] {"{\"servers\":[{\"a\":1", "[{\"a\":tru}]", "{\"a\" 1}"}) {
      assertThatThrownBy(() -> read(broken))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("(line 1, column ")
          .satisfies(e ->
              assertThat(e.getMessage())
                  .doesNotContain("Source", "Stream", "`", "com.fasterxml", "start marker"));
    }
  }

  private static String server(String name, String version) {
    return "{\"name\":\"%s\",\"description\":\"Does things\",\"version\":\"%s\"}"
        .formatted(name, version);
  }

  private static String entry(String server, String official) {
    return "{\"server\":%s,\"_meta\":{\"%s\":{%s}}}".formatted(server, OFFICIAL, official);
  }

  private static Catalog read(String file) throws CatalogException {
    return READER.read(file.getBytes(StandardCharsets.UTF_8), EntryFilter.NONE);
  }
}
