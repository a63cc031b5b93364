package dev.cartulary.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The schema in the database against the schema that this program expects.
 *
 * @param state the whole in one word
 * @param current the highest version that is applied, 0 where none is
 * @param expected the version that this program needs
 * @param steps every step known here or applied there, in order of version
 * @param lockedBy who holds the migration lock, in the engine's words, where another process does
 * @param cutShort the step that a process has begun and not ended, where one is known and no
 *     process is at it
 */
public record MigrationStatus(
    SchemaState state,
    int current,
    int expected,
    List<StepStatus> steps,
    Optional<String> lockedBy,
    Optional<StepInHand> cutShort) {

  static MigrationStatus of(List<HistoryRow> history) {
    List<StepStatus> steps = new ArrayList<>();
    for (SchemaStep step : SchemaSteps.ALL) {
      Optional<HistoryRow> row =
          history.stream().filter(it -> it.version() == step.version()).findFirst();
      StepState state =
          row.map(it -> it.success() ? StepState.APPLIED : StepState.FAILED)
              .orElse(StepState.PENDING);
      steps.add(new StepStatus(step.version(), step.name(), state, row.map(HistoryRow::appliedAt)));
    }
    for (HistoryRow row : history) {
      if (SchemaSteps.step(row.version()).isEmpty()) {
        StepState state = row.success() ? StepState.UNKNOWN : StepState.FAILED;
        steps.add(new StepStatus(row.version(), row.name(), state, Optional.of(row.appliedAt())));
      }
    }
    int current =
        history.stream().filter(HistoryRow::success).mapToInt(HistoryRow::version).max().orElse(0);
    return new MigrationStatus(
        stateOf(steps),
        current,
        SchemaSteps.expectedVersion(),
        List.copyOf(steps),
        Optional.empty(),
        Optional.empty());
  }

  private static SchemaState stateOf(List<StepStatus> steps) {
    if (has(steps, StepState.FAILED)) {
      return SchemaState.FAILED;
    }
    if (has(steps, StepState.PENDING)) {
      return has(steps, StepState.APPLIED) ? SchemaState.BEHIND : SchemaState.EMPTY;
    }
    return has(steps, StepState.UNKNOWN) ? SchemaState.AHEAD : SchemaState.CURRENT;
  }

  private static boolean has(List<StepStatus> steps, StepState state) {
    return steps.stream().anyMatch(step -> step.state() == state);
  }

  /** The same with pending steps that another process is about to apply. */
  MigrationStatus lockedBy(String holder) {
    return new MigrationStatus(
        SchemaState.LOCKED, current, expected, steps, Optional.of(holder), Optional.empty());
  }

  /** The same with a step that was begun and not ended; it is told only where nobody is at it. */
  MigrationStatus cutShort(StepInHand step) {
    return state == SchemaState.LOCKED || step.version() <= current
        ? this
        : new MigrationStatus(state, current, expected, steps, lockedBy, Optional.of(step));
  }

  /** True where tables of this step may be in the database. */
  boolean begun(int version) {
    return steps.stream()
        .anyMatch(step -> step.version() == version && step.state() != StepState.PENDING);
  }

  /** True where steps of this program are missing, whether or not somebody is applying them. */
  public boolean behind() {
    return state == SchemaState.BEHIND || state == SchemaState.EMPTY || state == SchemaState.LOCKED;
  }

  /** The steps that stand so, in order. */
  public List<StepStatus> in(StepState wanted) {
    return steps.stream().filter(step -> step.state() == wanted).toList();
  }

  /** What is the matter, in one sentence; names no address and no user. */
  public String sentence() {
    return switch (state) {
      case CURRENT -> "The schema is current at version " + current + ".";
      case EMPTY, BEHIND ->
          "Pending migrations: " + titles(StepState.PENDING) + "." + cutShortSentence();
      case LOCKED ->
          "Another process is migrating the schema; pending: " + titles(StepState.PENDING) + ".";
      case AHEAD ->
          "The schema is at version "
              + current
              + ", newer than the "
              + expected
              + " that this program knows.";
      case FAILED ->
          "Migration "
              + titles(StepState.FAILED)
              + " failed half-way ("
              + in(StepState.FAILED).stream()
                  .map(step -> new SchemaStep(step.version(), step.name(), List.of()).script())
                  .collect(Collectors.joining(", "))
              + ").";
    };
  }

  private String cutShortSentence() {
    return cutShort
        .map(step ->
            step.forward()
                ? " Step " + step.title() + " was cut short; `cartulary migrate up` goes on."
                : " The way back of step "
                    + step.title()
                    + " was cut short: `cartulary migrate down` goes on, `cartulary migrate up`"
                    + " brings the step back, without its data.")
        .orElse("");
  }

  /** The command that fixes the state; empty where nothing needs to be done. */
  public Optional<String> command() {
    return switch (state) {
      case EMPTY, BEHIND -> Optional.of("cartulary migrate up");
      case LOCKED -> Optional.of("cartulary migrate wait");
      case FAILED -> Optional.of("cartulary migrate repair");
      case CURRENT, AHEAD -> Optional.empty();
    };
  }

  /** The steps that stand so: {@code 1 Create metadata, 2 Create registry}. */
  public String titles(StepState wanted) {
    return in(wanted).stream().map(StepStatus::title).collect(Collectors.joining(", "));
  }
}
