package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqliteAuditIT extends AuditContract {

  SqliteAuditIT() {
    super(TestEngine.SQLITE);
  }

  /** Here alone: the walk over the rows is the same on every engine. */
  @Test
  void whatWasChangedOrTakenOutOfTheLogIsNamed() throws SQLException {
    try (TestDatabase other = TestDatabase.create(engine)) {
      try (Program program = Program.start(environment(other))) {
        program.send("PUT", "/v1/metadata/user:jane/k", "{\"value\":\"1\"}");
        program.send("PUT", "/v1/metadata/user:jane/k", "{\"value\":\"2\"}");
      }
      Program.Result whole = verify(other);
      assertThat(whole.exitCode()).as(whole.stderr()).isZero();
      assertThat(whole.stdout()).contains("unbroken, rows: 2");
      String head =
          whole
              .stdout()
              .lines()
              .filter(line -> line.startsWith("head: "))
              .findFirst()
              .orElseThrow()
              .substring("head: ".length());

      Sql.execute(other, "UPDATE audit_log SET actor_name = 'x' WHERE sequence_number = 1");
      assertThat(verify(other).stderr()).contains("row 1 was changed");
      Sql.execute(other, "DELETE FROM audit_log WHERE sequence_number = 1");
      assertThat(verify(other).stderr()).contains("row 1 is missing");
      Sql.execute(other, "DELETE FROM audit_log");
      Sql.execute(
          other, "UPDATE audit_chain SET last_sequence = 0, last_hash = '" + "0".repeat(64) + "'");
      assertThat(verify(other).exitCode()).isZero();
      Program.Result cut = verify(other, "--expect", head);
      assertThat(cut.exitCode()).isEqualTo(1);
      assertThat(cut.stderr()).contains("row 2 is missing: the end was cut off");
    }
  }
}
