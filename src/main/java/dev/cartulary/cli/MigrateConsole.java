package dev.cartulary.cli;

import dev.cartulary.migration.MigrationFailed;
import dev.cartulary.migration.MigrationListener;
import dev.cartulary.migration.MigrationRefused;
import dev.cartulary.migration.MigrationReport;
import dev.cartulary.migration.PlannedStep;
import dev.cartulary.migration.SchemaStep;
import dev.cartulary.migration.StepResult;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What the migrate commands have in common: results go to standard output, messages to standard
 * error; exit code 0 done, 1 failed, 2 usage or configuration, 3 refused.
 */
final class MigrateConsole implements MigrationListener {

  private final CommandLine commandLine;
  private final PrintWriter out;
  private final PrintWriter err;

  MigrateConsole(CommandLine commandLine) {
    this.commandLine = commandLine;
    this.out = commandLine.getOut();
    this.err = commandLine.getErr();
  }

  /** Runs the work of a command; its failures become a message and an exit code. */
  int run(Callable<Integer> work) throws Exception {
    try {
      return work.call();
    } catch (MigrationRefused refused) {
      message(refused.getMessage());
      return ExitCode.REFUSED;
    } catch (MigrationFailed failed) {
      message(failed.getMessage());
      if (commandLine.getExecutionExceptionHandler() instanceof ErrorPrinter printer) {
        printer.trace(failed, commandLine);
      }
      return ExitCode.FAILED;
    } finally {
      out.flush();
    }
  }

  void result(String line) {
    out.println(line);
    out.flush();
  }

  void message(@Nullable String line) {
    err.println(line);
    err.flush();
  }

  /** The scripts that would run, ready to be run by hand; the comments name the steps. */
  void plan(List<PlannedStep> steps) {
    if (steps.isEmpty()) {
      message("Nothing would be done.");
    }
    for (PlannedStep planned : steps) {
      result(
          "-- "
              + (planned.forward() ? "Apply " : "Revert ")
              + planned.step().title()
              + "\n"
              + planned.sql().strip()
              + "\n");
    }
  }

  /** The last line of a command that changed the schema. */
  void total(MigrationReport report, String nothing) {
    if (report.steps().isEmpty()) {
      result(nothing);
      return;
    }
    result(
        String.format(
            Locale.ROOT,
            "Schema version %d -> %d (%d step%s, %d ms)",
            report.before(),
            report.after(),
            report.steps().size(),
            report.steps().size() == 1 ? "" : "s",
            report.elapsed().toMillis()));
  }

  /**
   * Asks for the word yes on a terminal.
   *
   * @return true where the answer was yes
   */
  @SuppressWarnings("SystemConsoleNull") // null without a terminal, thanks to the property
  boolean confirmed(String question) {
    // From JDK 22 to 24 System.console() is there without a terminal too, unless this is said
    // first.
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    if (console == null) {
      message(
          "Refused: this needs a terminal to ask on, or the option --yes. Nothing was changed.");
      return false;
    }
    String answer = console.readLine("%s Type yes to go on: ", question);
    if ("yes".equals(answer)) {
      return true;
    }
    message("Not confirmed. Nothing was changed.");
    return false;
  }

  @Override
  public void waitingForLock(String holder) {
    message("Another process is migrating (" + holder + "); waiting for it.");
  }

  @Override
  public void started(SchemaStep step, boolean forward) {
    message((forward ? "Applying " : "Reverting ") + step.title() + " ...");
  }

  @Override
  public void finished(StepResult step) {
    result(
        String.format(
            Locale.ROOT,
            "%s %s (%d ms)",
            step.forward() ? "Applied " : "Reverted",
            step.step().title(),
            step.elapsed().toMillis()));
  }

  @Override
  public void warning(String message) {
    message("Warning: " + message);
  }
}
