package dev.cartulary.cli;

import dev.cartulary.migration.MigrationService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code migrate validate}: compares what was applied with this program's scripts. */
@Command(
    name = "validate",
    description = "Checks that the applied steps are the ones that this program knows.")
class MigrateValidateCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Override
  public Integer call() throws Exception {
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> {
      List<String> findings = migrations.validate();
      findings.forEach(console::result);
      if (findings.isEmpty()) {
        console.result("The applied steps are as this program knows them.");
        return ExitCode.DONE;
      }
      console.message("`cartulary migrate repair` fixes the record.");
      return ExitCode.FAILED;
    });
  }
}
