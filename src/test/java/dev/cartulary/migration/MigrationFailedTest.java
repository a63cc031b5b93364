package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MigrationFailedTest {

  @Test
  void whatTheDatabaseRefusedIsNamedByItsKind() {
    assertThat(MigrationFailed.database(new SQLException("Link failure\n\nThe last", "08S01")))
        .hasMessage("The database cannot be reached: Link failure");
    assertThat(MigrationFailed.database(new SQLException("no", "42501")))
        .hasMessage(
            "The database user lacks a privilege: no. `cartulary database check` prints the missing"
                + " GRANT.");
    MigrationFailed other = MigrationFailed.database(new SQLException("syntax", "42601"));
    assertThat(other).hasMessage("The database refused: syntax");
    assertThat(other.outline()).isEqualTo("The database refused");
  }
}
