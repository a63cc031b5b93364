package dev.cartulary.cli;

import dev.cartulary.migration.MigrationService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code migrate repair}: fixes the record after a failed step. */
@Command(
    name = "repair",
    description = "Takes failed steps off the record, so that up runs them again.")
class MigrateRepairCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Override
  public Integer call() throws Exception {
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> {
      List<String> done = migrations.repair(console);
      done.forEach(console::result);
      if (done.isEmpty()) {
        console.result("Nothing to repair.");
      }
      return ExitCode.DONE;
    });
  }
}
