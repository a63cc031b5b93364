package dev.cartulary.cli;

import dev.cartulary.metadata.MetadataOwner;
import dev.cartulary.metadata.MetadataService;
import dev.cartulary.migration.MigrationService;
import dev.cartulary.migration.MigrationStatus;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command on one owner's metadata. It wants the schema that the program wants. */
abstract class MetadataTask implements Callable<Integer> {

  @Inject MetadataService service;
  @Inject MigrationService migration;
  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OWNER",
      description = "system:global, user:<id> or team:<id>.")
  String owner;

  /** Does the work; gives the exit code. */
  abstract int run(MetadataOwner owner) throws IOException;

  @Override
  public final Integer call() throws IOException {
    MetadataOwner checked = MetadataArguments.owner(spec, owner);
    MigrationStatus status = migration.status();
    if (!status.state().usable()) {
      throw new ProblemException(
          ProblemType.SCHEMA_NOT_READY,
          status.sentence()
              + status.command().map(command -> " Run `" + command + "` first.").orElse(""));
    }
    return run(checked);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
