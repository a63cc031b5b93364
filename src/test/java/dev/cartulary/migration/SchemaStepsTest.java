package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.url.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list in the code against the files that it stands for. */
class SchemaStepsTest {

  /** Statements that do nothing where they have been run already. */
  private static final String CREATES_ONCE =
      "(?s)(CREATE TABLE IF NOT EXISTS|INSERT IGNORE INTO) .*";

  /** A change of a table: a statement that is made where the catalogue says that it is due. */
  private static final String CHANGES_WHERE_DUE =
      "(?s)SET @\\w+ = \\(SELECT COUNT.*|SET @change = IF\\(@.*, 'DO 0'\\)"
          + "|PREPARE step FROM @change|EXECUTE step|DEALLOCATE PREPARE step";

  private static final Pattern CREATE_TABLE =
      Pattern.compile("(?im)^CREATE TABLE (?:IF NOT EXISTS )?(\\w+)");

  @ParameterizedTest
  @EnumSource
  void everyStepHasItsScriptsAndEveryScriptItsStep(Engine engine) throws IOException {
    String[] expected = SchemaSteps.ALL.stream().map(SchemaStep::script).toArray(String[]::new);
    assertThat(files("db/migration", engine)).containsExactlyInAnyOrder(expected);
    assertThat(files("db/rollback", engine)).containsExactlyInAnyOrder(expected);
  }

  @ParameterizedTest
  @EnumSource
  void everyStepNamesTheTablesThatItsScriptCreates(Engine engine) {
    for (SchemaStep step : SchemaSteps.ALL) {
      Matcher matcher = CREATE_TABLE.matcher(SqlScript.forward(engine, step).text());
      List<String> created = matcher.results().map(result -> result.group(1)).toList();
      assertThat(created).as(step.script()).isEqualTo(step.tables());
    }
  }

  @ParameterizedTest
  @EnumSource
  void versionsAreWholeNumbersWithoutGaps(Engine engine) {
    assertThat(SchemaSteps.ALL)
        .extracting(SchemaStep::version)
        .isEqualTo(IntStream.rangeClosed(1, SchemaSteps.ALL.size()).boxed().toList());
  }

  /** MySQL keeps half of a step that was cut short; running it again must then go through. */
  @ParameterizedTest
  @EnumSource(names = "MYSQL")
  void stepsCanRunAgainWhereTheEngineKeepsHalfOfThem(Engine engine) {
    for (SchemaStep step : SchemaSteps.ALL) {
      assertThat(SqlScript.forward(engine, step).statements())
          .as(step.script())
          .allMatch(sql -> sql.matches(CREATES_ONCE + "|" + CHANGES_WHERE_DUE));
      assertThat(SqlScript.rollback(engine, step).statements())
          .as("rollback of " + step.script())
          .allMatch(
              sql -> sql.matches("(DROP TABLE IF EXISTS|DELETE FROM) .*|" + CHANGES_WHERE_DUE));
    }
  }

  private static List<String> files(String folder, Engine engine) throws IOException {
    Path directory = Path.of("src/main/resources", folder, engine.word());
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
