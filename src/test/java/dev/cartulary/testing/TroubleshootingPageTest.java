package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every section of docs/troubleshooting.md is provoked by exactly one test, and complete. */
class TroubleshootingPageTest {

  private static final Pattern PROVOCATION = Pattern.compile("[sS]hown\\(\\s*\"([a-z0-9-]+)\"");

  @Test
  void eachSectionIsProvokedByOneTestAndNothingElseIs() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        sources.append(Files.readString(file));
      }
    }
    List<String> provoked =
        PROVOCATION.matcher(sources).results().map(match -> match.group(1)).toList();

    assertThat(provoked).containsExactlyInAnyOrderElementsOf(Troubleshooting.sections());
  }

  @Test
  void eachSectionHasAMessageACauseAndWhatMendsIt() {
    for (String section : Troubleshooting.page().split("(?m)^### ", -1)) {
      if (!section.startsWith("#")) { // else the beginning of the page
        assertThat(section).contains("```text\n", "\n**Cause.** ", "\n**Fix.** ");
      }
    }
  }

  @Test
  void theTableAtTheTopLeadsToEverySection() {
    assertThat(
            Pattern.compile("\\]\\(#([a-z0-9-]+)\\)")
                .matcher(Troubleshooting.page().split("(?m)^## ", 3)[1])
                .results()
                .map((MatchResult match) -> match.group(1)))
        .containsExactlyElementsOf(Troubleshooting.sections());
  }
}
