package dev.cartulary.cli;

import dev.cartulary.audit.AuditSealer;
import dev.cartulary.audit.ProcessActor;
import dev.cartulary.migration.MigrationService;
import dev.cartulary.migration.MigrationStatus;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on the data. It needs the schema that the program needs. */
abstract class SchemaTask implements Callable<Integer> {

  @Inject MigrationService migration;
  @Inject ProcessActor process;
  @Inject AuditSealer sealer;
  @Spec CommandSpec spec;

  /** Looks at the arguments; the database is not asked before that. */
  void checkArguments() {}

  /** Does the work; gives the exit code. */
  abstract int run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    checkArguments();
    MigrationStatus status = migration.status();
    if (!status.state().usable()) {
      throw new ProblemException(
          ProblemType.SCHEMA_NOT_READY,
          status.sentence()
              + status.command().map(command -> " Run `" + command + "` first.").orElse(""));
    }
    process.runs(spec.qualifiedName());
    try {
      return run();
    } finally {
      sealer.sealBeforeEnd();
    }
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
