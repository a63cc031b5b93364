package dev.cartulary.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/errors.md true. */
class ErrorsPageTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (\\d{3}) \\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void pageListsEveryProblemWithItsStatusAndTitle() throws IOException {
    List<MatchResult> rows =
        ROW.matcher(Files.readString(Path.of("docs", "errors.md"))).results().toList();

    assertThat(rows)
        .extracting(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values())
                .map(type -> type.code() + " " + type.status() + " " + type.title())
                .toList());
  }

  @Test
  void pageListsTheProblemsByStatus() throws IOException {
    assertThat(ROW.matcher(Files.readString(Path.of("docs", "errors.md"))).results())
        .extracting(row -> Integer.parseInt(row.group(2)))
        .isSorted();
  }
}
