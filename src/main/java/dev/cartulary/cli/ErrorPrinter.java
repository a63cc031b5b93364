package dev.cartulary.cli;

import dev.cartulary.database.UnsupportedDatabase;
import dev.cartulary.problem.ProblemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line; a stack trace helps nobody at a terminal. */
final class ErrorPrinter implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    commandLine.getErr().println("cartulary: " + sentence(failure));
    commandLine.getErr().flush();
    return failure instanceof UnsupportedDatabase ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static String sentence(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; depth < 32; depth++) {
      if (root instanceof ProblemException problem) {
        return problem.detail();
      }
      if (root.getCause() == null) {
        break;
      }
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
