package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationStatusTest {

  private static final int LAST = SchemaSteps.expectedVersion();

  @Test
  void aDatabaseWithoutHistoryIsEmpty() {
    MigrationStatus status = MigrationStatus.of(List.of());

    assertThat(status.state()).isEqualTo(SchemaState.EMPTY);
    assertThat(status.current()).isZero();
    assertThat(status.in(StepState.PENDING)).hasSize(LAST);
    assertThat(status.command()).contains("cartulary migrate up");
  }

  @Test
  void someStepsMakeItBehindAndTheMissingOnesAreNamed() {
    MigrationStatus status = MigrationStatus.of(applied(1));

    assertThat(status.state()).isEqualTo(SchemaState.BEHIND);
    assertThat(status.sentence())
        .isEqualTo(
            "Pending migrations: 2 Create registry, 3 Create idempotency keys,"
                + " 4 Create encryption keys, 5 Create identities, 6 Create audit log,"
                + " 7 Create listings and jobs, 8 Seal audit log.");
  }

  @Test
  void allStepsMakeItCurrent() {
    MigrationStatus status = MigrationStatus.of(applied(LAST));

    assertThat(status.state()).isEqualTo(SchemaState.CURRENT);
    assertThat(status.command()).isEmpty();
  }

  @Test
  void aStepOfANewerProgramMakesItAheadWhichIsUsable() {
    MigrationStatus status =
        MigrationStatus.of(with(applied(LAST), new HistoryRow(99, "Future", true, Instant.EPOCH)));

    assertThat(status.state()).isEqualTo(SchemaState.AHEAD);
    assertThat(status.state().usable()).isTrue();
    assertThat(status.current()).isEqualTo(99);
    assertThat(status.titles(StepState.UNKNOWN)).isEqualTo("99 Future");
  }

  @Test
  void aFailedStepNamesItsScriptAndTheRepair() {
    MigrationStatus status =
        MigrationStatus.of(
            with(applied(1), new HistoryRow(2, "Create registry", false, Instant.EPOCH)));

    assertThat(status.state()).isEqualTo(SchemaState.FAILED);
    assertThat(status.sentence()).contains("V2__Create_registry.sql");
    assertThat(status.command()).contains("cartulary migrate repair");
    assertThat(status.current()).isEqualTo(1);
  }

  @Test
  void aSchemaThatSomebodyIsMigratingIsBehindAndSaysSo() {
    MigrationStatus status = MigrationStatus.of(List.of()).lockedBy("process 7");

    assertThat(status.behind()).isTrue();
    assertThat(status.state().usable()).isFalse();
    assertThat(status.sentence()).startsWith("Another process is migrating");
  }

  @Test
  void aStepThatWasCutShortIsToldInBothDirections() {
    MigrationStatus status = MigrationStatus.of(applied(LAST - 1));

    assertThat(status.cutShort(new StepInHand(LAST, true)).sentence())
        .contains("Step 8 Seal audit log was cut short", "migrate up");
    assertThat(status.cutShort(new StepInHand(LAST, false)).sentence())
        .contains("The way back of step 8 Seal audit log was cut short", "migrate down");
    assertThat(status.cutShort(new StepInHand(99, true)).sentence()).contains("Step 99 was cut");
    // Its record was written, and only the note not removed.
    assertThat(status.cutShort(new StepInHand(LAST - 1, true))).isEqualTo(status);
  }

  @Test
  void aCommandTakesTheStepsThatAreDue() {
    MigrationStatus status = MigrationStatus.of(applied(3));
    Optional<StepInHand> wayBackOf4 = Optional.of(new StepInHand(4, false));

    assertThat(versions(MigrationPlan.toApply(status, OptionalInt.empty())))
        .containsExactly(4, 5, 6, 7, 8);
    assertThat(versions(MigrationPlan.toApply(status, OptionalInt.of(1)))).containsExactly(4);
    assertThat(versions(MigrationPlan.toRevert(status, Optional.empty(), 2))).containsExactly(3, 2);
    assertThat(versions(MigrationPlan.toRevert(status, wayBackOf4, 1))).containsExactly(4);
    assertThat(versions(MigrationPlan.toRevert(status, wayBackOf4, 99)))
        .containsExactly(4, 3, 2, 1);
    assertThat(status.begun(3)).isTrue();
    assertThat(status.begun(4)).isFalse();
  }

  @Test
  void noCommandRunsOverAFailedStepOrOneOfANewerProgram() {
    MigrationStatus failed =
        MigrationStatus.of(
            with(applied(1), new HistoryRow(2, "Create registry", false, Instant.EPOCH)));
    assertThatThrownBy(() -> MigrationPlan.toApply(failed, OptionalInt.empty()))
        .isInstanceOf(MigrationFailed.class)
        .hasMessageContaining("cartulary migrate repair");
    MigrationStatus ahead =
        MigrationStatus.of(with(applied(LAST), new HistoryRow(99, "Future", true, Instant.EPOCH)));
    assertThatThrownBy(() -> MigrationPlan.toRevert(ahead, Optional.empty(), 1))
        .isInstanceOf(MigrationRefused.class)
        .hasMessageContaining("99 Future");
  }

  private static List<Integer> versions(List<SchemaStep> steps) {
    return steps.stream().map(SchemaStep::version).toList();
  }

  private static List<HistoryRow> applied(int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(version ->
            new HistoryRow(
                version, SchemaSteps.step(version).orElseThrow().name(), true, Instant.EPOCH))
        .toList();
  }

  private static List<HistoryRow> with(List<HistoryRow> rows, HistoryRow another) {
    return Stream.concat(rows.stream(), Stream.of(another)).toList();
  }
}
