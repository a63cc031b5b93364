package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaViewTest {

  @Test
  void aDatabaseThatIsAwayIsNoSchemaThatIsNotReady() {
    Optional<String> away = Optional.of("The database cannot be reached");
    assertThat(SchemaGate.problem(new SchemaView(Optional.empty(), away, true)))
        .isEqualTo(ProblemType.DATABASE_UNAVAILABLE);
    assertThat(SchemaGate.problem(new SchemaView(Optional.empty(), Optional.empty(), false)))
        .isEqualTo(ProblemType.SCHEMA_NOT_READY);
  }

  @Test
  void theReasonNamesStateTroubleAndCommand() {
    SchemaView view =
        new SchemaView(Optional.of(MigrationStatus.of(List.of())), Optional.of("It hangs"), false);

    assertThat(view.usable()).isFalse();
    assertThat(view.reason())
        .startsWith("Pending migrations: 1 ")
        .endsWith(" It hangs. Run `cartulary migrate up`.");
  }
}
