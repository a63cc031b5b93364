package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a command says when it fails, and its exit code. */
class ErrorPrinterTest {

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

  private int print(Exception failure) {
    CommandLine commandLine = new CommandLine(new Nothing());
    commandLine.setErr(new PrintWriter(printed));
    return new ErrorPrinter()
        .handleExecutionException(failure, commandLine, commandLine.parseArgs());
  }

  @Command(name = "nothing")
  private static final class Nothing {}
}
