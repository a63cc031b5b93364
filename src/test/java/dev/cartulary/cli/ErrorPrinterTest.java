package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a command says when it fails, and its exit code. */
class ErrorPrinterTest {

  /** The password p@ss in a URL. */
  private static final String ENCODED = "p%40ss";

  @TempDir Path directory;

  private final StringWriter printed = new StringWriter();

  @Test
  void anotherProductThanTheSettingsSayIsWrongUse() {
    assertThat(print(new IllegalStateException("start", new UnsupportedDatabase("It is another."))))
        .isEqualTo(ExitCode.USAGE);
    assertThat(printed.toString().strip()).isEqualTo("cartulary: It is another.");
  }

  @Test
  void aProblemSaysWhatIsWrong() {
    ProblemException problem = new ProblemException(ProblemType.NOT_FOUND, "There is no such key.");

    assertThat(print(new IllegalStateException("wrapped", problem))).isEqualTo(ExitCode.FAILED);
    assertThat(printed.toString().strip()).isEqualTo("cartulary: There is no such key.");
  }

  @Test
  void theDatabaseSpeaksInOneLine() {
    SQLException failure =
        new SQLException("Link failure\n\nThe last packet was 0 ms ago.", "08S01");

    assertThat(print(new IllegalStateException("wrapped", failure))).isEqualTo(ExitCode.FAILED);
    assertThat(printed.toString().strip()).isEqualTo("cartulary: Link failure");
  }

  @Test
  void verbosePrintsTheStackTraceWithoutSecrets() {
    SQLException refused =
        new SQLException("jdbc:postgresql://ann:hunter22@db/r?password=hunter22 is wrong");
    IllegalStateException cause =
        new IllegalStateException("with " + ENCODED + " and p@ss, hunter23", refused);
    ProblemException failure =
        new ProblemException(ProblemType.NOT_FOUND, "There is no such key.", cause);
    failure.addSuppressed(new IllegalArgumentException("beside", failure)); // a circle

    print(failure, "--verbose", "migrate", "status");

    assertThat(printed.toString())
        .startsWith("cartulary: There is no such key.\n" + ProblemException.class.getName())
        .contains(
            "Caused by: java.lang.IllegalStateException: with *** and ***, ***",
            "\tat dev.cartulary.cli.ErrorPrinterTest.",
            "Caused by: java.sql.SQLException: ***@db/r?password=***",
            "\tSuppressed: java.lang.IllegalArgumentException: beside")
        .doesNotContain("hunter2", "p@ss", ENCODED);
    assertThat(printed.toString().split("Suppressed")).hasSize(2);
  }

  @Test
  void verboseMayStandBehindTheCommand() {
    print(new IllegalStateException("wrong"), "migrate", "status", "--verbose");

    assertThat(printed.toString()).contains("\tat ");
  }

  private int print(Exception failure, String... arguments) {
    CommandLine commandLine =
        CartularyCommand.create(
            CommandLine.defaultFactory(), new EnumMap<>(Setting.class), List.of(arguments));
    CommandLine.ParseResult parsed = commandLine.parseArgs(arguments);
    CommandLine leaf = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    leaf.setErr(new PrintWriter(printed));
    Map<String, String> environment =
        Map.of(
            "DATABASE_URL",
            "postgres://ann:" + ENCODED + "@db/r",
            "DB_MIGRATION_PASSWORD",
            "hunter23");
    Settings settings = Settings.load(Map.of(), environment, directory);
    return new ErrorPrinter(settings).handleExecutionException(failure, leaf, parsed);
  }
}
