package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionFileTest {

  @Test
  void oneAListAndABlockOfTheConfigurationAreRead() {
    assertThat(bodies("name: a\nmanaged: {}\n")).containsExactly("{\"name\":\"a\",\"managed\":{}}");
    assertThat(bodies("- name: a\n  managed:\n- name: b\n"))
        .containsExactly("{\"name\":\"a\",\"managed\":null}", "{\"name\":\"b\"}");
    assertThat(bodies("{\"sources\": [{\"name\": \"a\", \"public\": false}]}"))
        .containsExactly("{\"name\":\"a\",\"public\":\"false\"}");
  }

  @Test
  void valuesStayTheTextsThatTheyAre() {
    assertThat(bodies("name: 08\nroles: [yes, 2026-01-01]\n"))
        .containsExactly("{\"name\":\"08\",\"roles\":[\"yes\",\"2026-01-01\"]}");
  }

  @Test
  void whatHasNoNameOrIsNoYamlIsRefused() {
    for (String text : List.of("managed: {}", "a: [", "", "- 1")) {
      assertThatThrownBy(() -> bodies(text))
          .as(text)
          .isInstanceOf(ProblemException.class)
          .hasMessageStartingWith("f.yaml ");
    }
  }

  private static List<String> bodies(String text) {
    return DefinitionFile.read("f.yaml", text, "sources").stream()
        .map(definition -> new String(definition.body(), StandardCharsets.UTF_8))
        .toList();
  }
}
