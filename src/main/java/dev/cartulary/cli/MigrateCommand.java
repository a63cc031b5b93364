package dev.cartulary.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cartulary migrate …}: the schema of the database, looked at and changed. */
@Command(
    name = "migrate",
    description = "Shows and changes the schema of the database.",
    subcommands = {
      MigrateUpCommand.class,
      MigrateDownCommand.class,
      MigrateStatusCommand.class,
      MigrateResetCommand.class,
      MigrateRepairCommand.class,
      MigrateValidateCommand.class,
      MigrateWaitCommand.class
    })
class MigrateCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
