package dev.cartulary.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.migration.MigrationService;
import dev.cartulary.migration.MigrationStatus;
import dev.cartulary.migration.StepState;
import dev.cartulary.migration.StepStatus;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code migrate status}: where every step stands. */
@Command(name = "status", description = "Shows which steps are applied and which are pending.")
class MigrateStatusCommand implements Callable<Integer> {

  /** The forms in which the status can be printed. */
  enum Form {
    TEXT,
    JSON
  }

  @Spec CommandSpec spec;
  @Inject MigrationService migrations;

  @Option(
      names = "--exit-code",
      description = "Exits with 1 unless the schema can be served on: steps pending or failed.")
  boolean exitCode;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "The form (default: ${DEFAULT-VALUE}).")
  Form output;

  @Override
  public Integer call() throws Exception {
    MigrateConsole console = new MigrateConsole(spec.commandLine());
    return console.run(() -> {
      MigrationStatus status = migrations.status();
      console.result(output == Form.JSON ? json(status) : text(status));
      return exitCode && !status.state().usable() ? ExitCode.FAILED : ExitCode.DONE;
    });
  }

  static String text(MigrationStatus status) {
    StringBuilder text = new StringBuilder();
    int widest = status.steps().stream().mapToInt(step -> step.name().length()).max().orElse(0);
    for (StepStatus step : status.steps()) {
      text.append(
          String.format(
              Locale.ROOT,
              "[%s] %-3d %-" + Math.max(widest, 1) + "s  %s%n",
              step.state() == StepState.PENDING ? " " : mark(step.state()),
              step.version(),
              step.name(),
              note(step)));
    }
    text.append(System.lineSeparator())
        .append("Applied: ")
        .append(status.in(StepState.APPLIED).size() + status.in(StepState.UNKNOWN).size())
        .append("  Pending: ")
        .append(status.in(StepState.PENDING).size());
    int failed = status.in(StepState.FAILED).size();
    if (failed > 0) {
      text.append("  Failed: ").append(failed);
    }
    text.append(System.lineSeparator()).append(status.sentence());
    status.lockedBy().ifPresent(holder -> text.append(" Held by: ").append(holder).append('.'));
    status.command().ifPresent(command -> text.append(" Run `").append(command).append("`."));
    return text.toString();
  }

  private static String mark(StepState state) {
    return state == StepState.FAILED ? "!" : "X";
  }

  private static String note(StepStatus step) {
    String at = step.appliedAt().map(Object::toString).orElse("");
    return switch (step.state()) {
      case APPLIED -> at;
      case PENDING -> "pending";
      case FAILED -> at + "  failed";
      case UNKNOWN -> at + "  unknown to this program";
    };
  }

  static String json(MigrationStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", lower(status.state()));
    json.put("current", status.current());
    json.put("expected", status.expected());
    json.put("applied", status.in(StepState.APPLIED).size());
    json.put("pending", status.in(StepState.PENDING).size());
    json.put("failed", status.in(StepState.FAILED).size());
    json.put("unknown", status.in(StepState.UNKNOWN).size());
    status.lockedBy().ifPresent(holder -> json.put("lockedBy", holder));
    status.command().ifPresent(command -> json.put("command", command));
    ArrayNode steps = json.putArray("steps");
    for (StepStatus step : status.steps()) {
      ObjectNode node = steps.addObject();
      node.put("version", step.version());
      node.put("name", step.name());
      node.put("state", lower(step.state()));
      step.appliedAt().ifPresent(at -> node.put("appliedAt", at.toString()));
    }
    return json.toPrettyString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
