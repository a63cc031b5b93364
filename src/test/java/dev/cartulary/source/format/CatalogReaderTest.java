package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {

  private static final CatalogReader READER = new CatalogReader();

  @Test
  void goodEntriesAreKeptAndBadOnesAreNamedWithTheirReason() throws Exception {
    Catalog catalog =
        read(
            servers(
                server("com.example/good", "1.0.0"),
                "{\"name\":\"com.example/short\",\"version\":\"1.0.0\"}",
                server("com.example/good", "1.0.0"),
                server("com.example/good", "latest"),
                server("com.example/good", "1.0.1"),
                "7"));

    assertThat(catalog.entries())
        .extracting(CatalogEntry::version)
        .containsExactly("1.0.0", "1.0.1");
    assertThat(catalog.refusals())
        .extracting(Catalog.Refusal::sentence)
        .satisfiesExactly(
            s ->
                assertThat(s)
                    .startsWith("data.servers[1] (com.example/short 1.0.0): ")
                    .contains("description"),
            s ->
                assertThat(s)
                    .isEqualTo(
                        "data.servers[2] (com.example/good 1.0.0): data.servers[0] has the same name"
                            + " and version; the first one is kept"),
            s -> assertThat(s).startsWith("data.servers[3] (com.example/good latest): \"latest\""),
            s -> assertThat(s).startsWith("data.servers[5]: ").contains("object"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\":\"1.0.0\"|it is not valid JSON: ",
        "{} {}|it is not a catalog",
        "{}|it is not a catalog in a form that is known. What is read: ",
        "''|it is empty",
        "7|it is neither a JSON nor a YAML object",
        "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2025-01-01T00:00:00Z\"},\"data\":{}}|servers",
        "{\"version\":\"1\",\"meta\":{\"last_updated\":\"2025-01-01T00:00:00Z\"},\"data\":{\"servers\":[]}}|version",
        "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"yesterday\"},\"data\":{\"servers\":[]}}|last_updated",
        "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2025-01-01T00:00:00Z\"},\"data\":{\"servers\":{}}}|array",
        "{\"data\":{\"servers\":[]},\"data\":{\"servers\":[]}}|two members \"data\"",
        "{\"data\":{\"servers\":[],\"servers\":[]}}|two members \"servers\"",
      })
  void fileThatIsNoCatalogIsRefusedWhole(String file, String reason) {
    String text = file.equals("{} {}") ? servers() + "{}" : file;
    String expected = file.equals("{} {}") ? "there is more text after" : reason;
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void versionIsMeasuredInCharactersNotInHalves() throws Exception {
    String faces = "\uD83D\uDE00".repeat(255);
    assertThat(read(servers(server("com.example/a", faces))).entries()).hasSize(1);
    assertThat(read(servers(server("com.example/a", faces + "1"))).refusals()).hasSize(1);
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> READER.read(new byte[] {'{', (byte) 0xff, '}'}, EntryFilter.NONE))
        .hasMessage("it is not UTF-8 text");
  }

  @Test
  void byteOrderMarkIsIgnored() throws Exception {
    assertThat(read("\uFEFF" + servers(server("com.example/a", "1"))).entries()).hasSize(1);
  }

  @Test
  void documentKeepsOrderNumbersEscapesAndDuplicates() throws Exception {
    String written =
        "{ \"version\" : \"1.0.0\",\n\t\"name\":\"com.example/a\", \"description\": \"a \\u00e9 \\/ b\","
            + " \"_meta\": { \"z\" : 1.0, \"a\": 1e400, \"n\": -0.10E+5, \"z\": 2 , \"t\": \" , \" } }";
    assertThat(read(servers(written)).entries())
        .extracting(CatalogEntry::document)
        .containsExactly(
            "{\"version\":\"1.0.0\",\"name\":\"com.example/a\",\"description\":\"a \\u00e9 \\/ b\","
                + "\"_meta\":{\"z\":1.0,\"a\":1e400,\"n\":-0.10E+5,\"z\":2,\"t\":\" , \"}}");
  }

  @Test
  void numberTooLongToReadSpoilsOnlyItsEntry() throws Exception {
    String long_ =
        server("com.example/a", "1").replace("}", ",\"_meta\":{\"n\":" + "9".repeat(2000) + "}}");
    Catalog catalog = read(servers(long_, server("com.example/b", "1")));
    assertThat(catalog.entries()).extracting(CatalogEntry::name).contains("com.example/b");
  }

  @Test
  void searchTextIsStorableLowerCase() throws Exception {
    String odd = server("com.Example/A", "1").replace("Does things", "ÄPFEL \\u0000 \\ud800 😀");
    assertThat(read(servers(odd)).entries())
        .extracting(CatalogEntry::searchText)
        .containsExactly("com.example/a\n\näpfel \uFFFD \uFFFD 😀");
  }

  @Test
  void skillsAndPluginsAreNamedByTheirNamespace() throws Exception {
    String skill =
        "{\"namespace\":\"io.github.x\",\"name\":\"pdf\",\"description\":\"d\",\"version\":\"1.0.0\",\"status\":\"deprecated\"}";
    String file =
        servers().replace("[]", "[],\"skills\":[" + skill + "],\"plugins\":[" + skill + "]");
    assertThat(read(file).entries())
        .extracting(e -> e.type().text(), CatalogEntry::name, CatalogEntry::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("skill", "io.github.x/pdf", "deprecated"),
            org.assertj.core.groups.Tuple.tuple("plugin", "io.github.x/pdf", "deprecated"));
  }

  @Test
  void filterTakesNamesAndTags() throws Exception {
    String tagged =
        server("com.example/tagged", "1")
            .replace(
                "}",
                ",\"_meta\":{\"io.modelcontextprotocol.registry/publisher-provided\":"
                    + "{\"io.github.stacklok\":{\"image:1\":{\"tags\":[\"database\",\"sql\"]}}}}}");
    String file = servers(tagged, server("com.example/plain", "1"), server("org.other/x", "1"));

    assertThat(names(file, filter(List.of("com.example/*"), List.of(), List.of(), List.of())))
        .containsExactly("com.example/tagged", "com.example/plain");
    assertThat(names(file, filter(List.of("*"), List.of("*/?"), List.of(), List.of())))
        .containsExactly("com.example/tagged", "com.example/plain");
    assertThat(names(file, filter(List.of(), List.of(), List.of("sql"), List.of())))
        .containsExactly("com.example/tagged");
    assertThat(names(file, filter(List.of(), List.of(), List.of(), List.of("sql"))))
        .containsExactly("com.example/plain", "org.other/x");
  }

  @Test
  void every196ServersOfTheRealCatalogPass() throws Exception {
    assumeThat(System.getProperty("cartulary.catalog"))
        .as("-Dcartulary.catalog=FILE names a real catalog")
        .isNotNull();
    byte[] file = Files.readAllBytes(Path.of(System.getProperty("cartulary.catalog")));
    Catalog catalog = READER.read(file, EntryFilter.NONE);
    assertThat(catalog.refusals()).noneMatch(Catalog.Refusal::isError);
    assertThat(catalog.entries()).hasSize(196);
  }

  @Test
  void theSampleCatalogPasses() throws Exception {
    Catalog catalog =
        READER.read(Files.readAllBytes(Path.of("deploy/sample/catalog.json")), EntryFilter.NONE);
    assertThat(catalog.refusals()).noneMatch(Catalog.Refusal::isError);
    assertThat(catalog.entries()).hasSizeBetween(10, 20);
  }

  private static EntryFilter filter(
      List<String> include, List<String> exclude, List<String> tags, List<String> noTags) {
    return new EntryFilter(include, exclude, tags, noTags);
  }

  private static List<String> names(String file, EntryFilter filter) throws CatalogException {
    return READER.read(file.getBytes(StandardCharsets.UTF_8), filter).entries().stream()
        .map(CatalogEntry::name)
        .toList();
  }

  private static Catalog read(String file) throws CatalogException, IOException {
    return READER.read(file.getBytes(StandardCharsets.UTF_8), EntryFilter.NONE);
  }

  private static String server(String name, String version) {
    return "{\"name\":\"%s\",\"description\":\"Does things\",\"version\":\"%s\"}"
        .formatted(name, version);
  }

  private static String servers(String... entries) {
    return "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2025-05-16T18:56:57Z\"},"
        + "\"data\":{\"servers\":["
        + String.join(",", entries)
        + "]}}";
  }
}
