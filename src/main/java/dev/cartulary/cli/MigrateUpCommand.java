package dev.cartulary.cli;

import dev.cartulary.migration.MigrationService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code migrate up}: applies pending steps. */
@Command(name = "up", description = "Applies the pending steps, all of them or as many as given.")
class MigrateUpCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Option(
      names = {"-n", "--num-steps"},
      paramLabel = "N",
      description = "At most so many steps.")
  @Nullable Integer steps;

  @Option(names = "--dry-run", description = "Prints the SQL that would run; changes nothing.")
  boolean dryRun;

  @Option(
      names = "--wait",
      arity = "0..1",
      paramLabel = "DURATION",
      fallbackValue = "60s",
      converter = MigrateDuration.class,
      description =
          "Waits for a database that is just starting, so long at most (default: ${FALLBACK-VALUE}).")
  @Nullable Duration wait;

  @Option(
      names = {"-y", "--yes"},
      description = "Accepted for scripts: up never asks.")
  boolean yes;

  @Override
  public Integer call() throws Exception {
    if (steps != null && steps < 1) {
      throw new ParameterException(
          spec.commandLine(), "--num-steps is " + steps + ": give 1 or more.");
    }
    OptionalInt limit = steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> {
      if (wait != null) {
        migrations.waitForDatabase(wait);
      }
      if (dryRun) {
        console.plan(migrations.planUp(limit));
      } else {
        console.total(migrations.up(limit, console), "The schema is current: nothing to do.");
      }
      return ExitCode.DONE;
    });
  }
}
