package dev.cartulary.cli;

import dev.cartulary.migration.MigrationService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate wait}: returns once the schema can be served on. */
@Command(
    name = "wait",
    description = "Waits until the schema is current, and for the database itself, too.")
class MigrateWaitCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = MigrateDuration.class,
      description = "How long at most, for example 30s or 5m (default: ${DEFAULT-VALUE}).")
  Duration timeout;

  @Override
  public Integer call() throws Exception {
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> {
      console.result(migrations.waitUntilCurrent(timeout).sentence());
      return ExitCode.DONE;
    });
  }
}
