package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DatabaseWaitTest {

  private static final MigrationStatus EMPTY = MigrationStatus.of(List.of());
  private static final String LATE = "The database did not answer";

  @Test
  void aDatabaseThatIsComingUpIsWaitedFor() {
    Queue<Supplier<MigrationStatus>> looks =
        new ArrayDeque<>(List.of(() -> refused("08001"), () -> refused("57P03"), () -> EMPTY));

    MigrationStatus found =
        new DatabaseWait(() -> looks.remove().get())
            .until(status -> true, Duration.ofMinutes(1), LATE);

    assertThat(found).isSameAs(EMPTY);
    assertThat(looks).isEmpty();
  }

  @Test
  void whatWillNotPassByItselfIsToldAtOnce() {
    assertThatThrownBy(() ->
            new DatabaseWait(() -> refused("28P01"))
                .until(status -> true, Duration.ofMinutes(1), LATE))
        .isInstanceOf(MigrationFailed.class)
        .hasMessageStartingWith("No");
  }

  @Test
  void afterTheTimeItSaysWhatWasMissing() {
    assertThatThrownBy(() ->
            new DatabaseWait(() -> refused("08001")).until(status -> true, Duration.ZERO, LATE))
        .hasMessageStartingWith("The database did not answer within 0s. No: of 08001");
    assertThatThrownBy(() ->
            new DatabaseWait(() -> EMPTY)
                .until(
                    status -> status.state().usable(), Duration.ZERO, "The schema was not ready"))
        .hasMessageStartingWith("The schema was not ready within 0s. Pending migrations:");
  }

  private static MigrationStatus refused(String state) {
    throw new MigrationFailed("No", new SQLException("of " + state, state));
  }
}
