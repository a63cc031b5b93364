package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class YamlFileTest {

  @Test
  void keepsTextAsWrittenAndKnowsItsPlace() {
    ConfigNode root =
        read(
            """
            port: 08
            sources:
              - name: yes
                file:
                  path: ./catalog.json
                filter:
                  tags: {include: [a, "b"]}
                claims: {team: [x], any: y}
            """);

    assertThat(root.text("port")).contains("08");
    ConfigNode source = root.get("sources").orElseThrow().items().get(0);
    assertThat(source.text("name")).contains("yes");
    assertThat(source.at("file.path").orElseThrow().place())
        .isEqualTo("sources[0].file.path (line 5)");
    assertThat(source.at("filter.tags.include").orElseThrow().items())
        .extracting(ConfigNode::text)
        .containsExactly("a", "b");
  }

  @Test
  void namesUnknownKeysWithPlaceAndNearest() {
    assertThat(
            sentences(
                "database:\n  hots: db\nsource: []\nsources:\n- nmae: a\n  file: {paht: x}\n"))
        .satisfiesExactly(
            s ->
                assertThat(s)
                    .startsWith(
                        "database.hots (c.yaml line 2): there is no such key. Did you mean"
                            + " \"host\"?"),
            s ->
                assertThat(s)
                    .startsWith(
                        "source (c.yaml line 3): there is no such key. Did you mean \"sources\"?"),
            s ->
                assertThat(s)
                    .startsWith(
                        "sources[0].nmae (c.yaml line 5): there is no such key. Did you mean"
                            + " \"name\"?"),
            s ->
                assertThat(s)
                    .isEqualTo(
                        "sources[0].file.paht (c.yaml line 6): there is no such key."
                            + " Did you mean \"path\"? Known are: path, url, data, timeout."));
  }

  @Test
  void namesListsAndValuesInTheWrongPlace() {
    assertThat(
            sentences(
                "port: [1]\nsources: {a: b}\ndatabase: x\nregistries:\n- name: r\n  sources: s\n"))
        .satisfiesExactly(
            s ->
                assertThat(s)
                    .isEqualTo(
                        "port (c.yaml line 1): it must be one value, not a list. Write the value"
                            + " after the colon."),
            s -> assertThat(s).startsWith("sources (c.yaml line 2): it must be a list, not keys."),
            s ->
                assertThat(s)
                    .startsWith("database (c.yaml line 3): it must hold keys, not a single value."),
            s ->
                assertThat(s)
                    .startsWith(
                        "registries[0].sources (c.yaml line 6): it must be a list, not a single"
                            + " value."));
  }

  @Test
  void namesTheLineThatIsNoYamlWithoutQuotingIt() {
    assertThat(sentences("database:\n  password: @hunter22\n"))
        .singleElement()
        .asString()
        .startsWith("c.yaml line 2: it is not YAML")
        .doesNotContain("hunter22");
  }

  @Test
  void refusesRepeatedKeysSeveralDocumentsAndEndlessAliases() {
    assertThat(sentences("port: 1\nport: 2\n"))
        .containsExactly("c.yaml line 2: the key port is given twice. Keep one of them.");
    assertThat(sentences("port: 1\n---\nport: 2\n"))
        .containsExactly(
            "c.yaml line 3: it holds several documents. Keep one and remove the line ---.");
    assertThat(sentences("sources: &s [*s, *s]\n")).isNotEmpty();
    assertThat(sentences(billionLaughs()))
        .containsExactly("c.yaml: it nests or repeats too much. Use fewer anchors and aliases.");
  }

  @Test
  void anEmptyFileSetsNothing() {
    assertThat(read("").kind()).isEqualTo(ConfigNode.Kind.NOTHING);
    assertThat(read("# only a comment\nsources:\n").get("sources")).isEmpty();
  }

  @Property
  void anyTextGivesATreeOrFindings(@ForAll String text) {
    assertThat(YamlFile.parse("c.yaml", text)).isNotNull();
  }

  @Property
  void textOfItsOwnSyntaxGivesATreeOrFindings(
      @ForAll
          @Chars({'a', ':', ' ', '\n', '-', '[', ']', '{', '}', '&', '*', '!', '?', '|', '"', ','})
          String text) {
    assertThat(YamlFile.parse("c.yaml", text)).isNotNull();
  }

  private static String billionLaughs() {
    StringBuilder text = new StringBuilder("sources:\n- &a0 [x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      text.append("- &a" + i + " [" + String.join(", ", Collections.nCopies(5, alias)) + "]\n");
    }
    return text.toString();
  }

  private static ConfigNode read(String text) {
    YamlFile.Content content = YamlFile.parse("c.yaml", text);
    assertThat(content.findings()).isEmpty();
    return content.root();
  }

  private static List<String> sentences(String text) {
    return YamlFile.parse("c.yaml", text).findings().stream().map(Finding::sentence).toList();
  }
}
