package dev.cartulary.cli;

import dev.cartulary.migration.MigrationService;
import dev.cartulary.migration.PlannedStep;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code migrate down}: reverts the newest steps. */
@Command(
    name = "down",
    description = "Reverts the newest step, or as many as given, with the data in it.")
class MigrateDownCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Option(
      names = {"-n", "--num-steps"},
      paramLabel = "N",
      defaultValue = "1",
      description = "How many steps (default: ${DEFAULT-VALUE}).")
  int steps;

  @Option(names = "--dry-run", description = "Prints the SQL that would run; changes nothing.")
  boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  boolean yes;

  @Override
  public Integer call() throws Exception {
    if (steps < 1) {
      throw new ParameterException(
          spec.commandLine(), "--num-steps is " + steps + ": give 1 or more.");
    }
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> revert(console));
  }

  private int revert(MigrateConsole console) {
    List<PlannedStep> plan = migrations.planDown(steps);
    if (dryRun) {
      console.plan(plan);
      return ExitCode.DONE;
    }
    if (!plan.isEmpty() && !yes && !console.confirmed(question(plan))) {
      return ExitCode.REFUSED;
    }
    console.total(migrations.down(steps, console), "No step is applied: nothing to do.");
    return ExitCode.DONE;
  }

  private static String question(List<PlannedStep> plan) {
    return plan.stream()
        .map(planned -> planned.step().title())
        .collect(Collectors.joining(", ", "This reverts ", " and deletes the data in it."));
  }
}
