package dev.cartulary.cli;

import dev.cartulary.config.Settings;
import dev.cartulary.database.diagnosis.FailureWords;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.migration.MigrationFailed;
import dev.cartulary.problem.Causes;
import dev.cartulary.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line; its stack trace only where {@code --verbose} asks for it. */
final class ErrorPrinter implements IExecutionExceptionHandler {

  /** Those whose messages are written for whoever runs a command. */
  private static final List<Class<? extends RuntimeException>> OURS =
      List.of(UnsupportedDatabase.class, MigrationFailed.class, ProblemException.class);

  private final Settings settings;

  ErrorPrinter(Settings settings) {
    this.settings = settings;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    commandLine.getErr().println("cartulary: " + sentence(failure));
    trace(failure, commandLine);
    return Causes.find(failure, UnsupportedDatabase.class).isPresent()
        ? ExitCode.USAGE
        : ExitCode.FAILED;
  }

  /** Prints the stack trace where it was asked for. */
  void trace(Exception failure, CommandLine commandLine) {
    if (CartularyCommand.isVerbose(commandLine)) {
      StackTrace.of(failure, settings).forEach(commandLine.getErr()::println);
    }
    commandLine.getErr().flush();
  }

  /** What one of ours says, from the outermost on; else what the database said, with advice. */
  private static String sentence(Throwable failure) {
    for (Class<? extends RuntimeException> ours : OURS) {
      Optional<String> said = Causes.find(failure, ours).map(Throwable::getMessage);
      if (said.isPresent()) {
        return said.get();
      }
    }
    return FailureWords.of(failure);
  }
}
