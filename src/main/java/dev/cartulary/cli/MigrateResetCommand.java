package dev.cartulary.cli;

import dev.cartulary.migration.MigrationService;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate reset}: drops everything of ours and applies all steps again. */
@Command(
    name = "reset",
    description = "Drops every table of Cartulary with its data and applies all steps again.")
class MigrateResetCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  boolean yes;

  @Override
  public Integer call() throws Exception {
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> {
      if (!yes && !console.confirmed("This drops every table of Cartulary with its data.")) {
        return ExitCode.REFUSED;
      }
      console.total(migrations.reset(console), "Nothing was done.");
      return ExitCode.DONE;
    });
  }
}
