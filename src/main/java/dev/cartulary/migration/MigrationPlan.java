package dev.cartulary.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Which steps a command takes on a schema that stands so, and when it must not take any. */
final class MigrationPlan {

  private MigrationPlan() {}

  /** The pending steps, oldest first, as many as asked for. */
  static List<SchemaStep> toApply(MigrationStatus status, OptionalInt steps) {
    refuseFailed(status);
    return known(status.in(StepState.PENDING), steps.orElse(Integer.MAX_VALUE));
  }

  /** The steps that were never begun, oldest first. */
  static List<SchemaStep> pending(MigrationStatus status) {
    return known(status.in(StepState.PENDING), Integer.MAX_VALUE);
  }

  /**
   * The applied steps, newest first, as many as asked for; before them the one whose way back was
   * cut short, which the record does not show any more.
   */
  static List<SchemaStep> toRevert(MigrationStatus status, Optional<StepInHand> inHand, int steps) {
    refuseFailed(status);
    refuseUnknown(status);
    List<StepStatus> applied = new ArrayList<>(status.in(StepState.APPLIED));
    Collections.reverse(applied);
    List<SchemaStep> half =
        inHand
            .flatMap(it -> SchemaSteps.step(it.version()))
            .filter(step -> step.version() > status.current())
            .stream()
            .toList();
    return Stream.concat(half.stream(), known(applied, steps).stream()).limit(steps).toList();
  }

  private static List<SchemaStep> known(List<StepStatus> steps, int limit) {
    return steps.stream()
        .limit(limit)
        .map(step -> SchemaSteps.step(step.version()).orElseThrow())
        .toList();
  }

  private static void refuseFailed(MigrationStatus status) {
    if (status.state() == SchemaState.FAILED) {
      throw new MigrationFailed(
          status.sentence() + " Run `cartulary migrate repair`, then `cartulary migrate up`.");
    }
  }

  static void refuseUnknown(MigrationStatus status) {
    List<StepStatus> unknown = status.in(StepState.UNKNOWN);
    if (!unknown.isEmpty()) {
      throw new MigrationRefused(
          "Step "
              + unknown.get(unknown.size() - 1).title()
              + " was applied by a newer Cartulary, and only that release can take it back:"
              + " run this command with it.");
    }
  }
}
