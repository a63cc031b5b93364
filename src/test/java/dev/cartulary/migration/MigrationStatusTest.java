package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
                + " 4 Create encryption keys, 5 Create identities, 6 Create audit log.");
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
