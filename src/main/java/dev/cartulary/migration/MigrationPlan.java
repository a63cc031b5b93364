package dev.cartulary.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** Which steps a command takes on a schema that stands so, and when it must not take any. */
final class MigrationPlan {

  private MigrationPlan() {}

  /** The pending steps, oldest first, as many as asked for. */
  static List<SchemaStep> toApply(MigrationStatus status, OptionalInt steps) {
    refuseFailed(status);
    return known(status.in(StepState.PENDING), steps.orElse(Integer.MAX_VALUE));
  }

  /** The applied steps, newest first, as many as asked for. */
  static List<SchemaStep> toRevert(MigrationStatus status, int steps) {
    refuseFailed(status);
    refuseUnknown(status);
    List<StepStatus> applied = new ArrayList<>(status.in(StepState.APPLIED));
    Collections.reverse(applied);
    return known(applied, steps);
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
