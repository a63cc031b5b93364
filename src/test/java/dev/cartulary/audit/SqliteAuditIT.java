package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
      Sql.execute(other, "DELETE FROM audit_checkpoint");
      Sql.execute(
          other, "UPDATE audit_chain SET last_sequence = 0, last_hash = '" + "0".repeat(64) + "'");
      assertThat(verify(other).exitCode()).isZero();
      Program.Result cut = verify(other, "--expect", head);
      assertThat(cut.exitCode()).isEqualTo(1);
      assertThat(cut.stderr()).contains("row 2 is missing: the end was cut off");
    }
  }

  @Test
  void aForgedCheckpointAndAReplacedLogAreNamedAndAKeptCheckpointShowsTheRest() throws Exception {
    Path kept = Program.emptyDirectory().resolve("kept");
    Path lines = kept.resolveSibling("lines");
    try (TestDatabase ours = TestDatabase.create(engine);
        TestDatabase theirs = TestDatabase.create(engine)) {
      for (int i = 0; i < 2; i++) {
        try (Program program = Program.start(environment(ours), "--audit-log", lines.toString())) {
          program.send("PUT", "/v1/metadata/user:jane/k", "{\"value\":\"" + i + "\"}");
        }
      }
      try (Program program = Program.start(Map.of("DATABASE_URL", theirs.url()))) {
        program.send("PUT", "/v1/metadata/user:eve/k", "{\"value\":\"1\"}");
        program.send("PUT", "/v1/metadata/user:eve/k", "{\"value\":\"2\"}");
        Await.until(
            Duration.ofSeconds(60),
            "a signed checkpoint",
            () -> program.get("/v1/audit-log/checkpoints").body().contains("signature"));
        assertThat(program.get("/v1/audit-log/keys").body()).contains("\"crv\":\"Ed25519\"");
        assertThat(program.get("/v1/audit-log/checkpoints?limit=0").statusCode()).isEqualTo(400);
        assertThat(program.get("/v1/audit-log/checkpoints?cursor=x").statusCode()).isEqualTo(400);
      }
      Program.Result whole = verify(ours);
      assertThat(whole.stdout())
          .as(whole.stderr())
          .contains("unbroken, rows: 2", "checkpoints: ", "the newest signed one of row 2 at ")
          .doesNotContain("not signed");
      Files.writeString(kept, whole.stdout());
      Program.Result compared =
          verify(ours, "--checkpoint", kept.toString(), "--checkpoint", lines.toString());
      assertThat(compared.exitCode()).as(compared.stderr()).isZero();
      assertThat(compared.stdout()).contains("kept checkpoints: ");

      String signature = Sql.text(ours, "SELECT max(signature) FROM audit_checkpoint");
      Sql.execute(ours, "UPDATE audit_checkpoint SET created_at = created_at + 1");
      assertThat(verify(ours).stderr()).contains("checkpoint 1 was changed: its signature");
      Sql.execute(ours, "UPDATE audit_checkpoint SET created_at = created_at - 1");
      assertThat(signature).isNotEqualTo("null");
      Sql.execute(ours, "UPDATE audit_checkpoint SET row_hash = 'x' WHERE log_size = 2");
      assertThat(verify(ours).stderr()).contains("checkpoint 2 has another hash of its row");

      // Cut back to the checkpoint before: consistent in itself.
      Sql.execute(ours, "DELETE FROM audit_checkpoint WHERE log_size = 2");
      Sql.execute(ours, "DELETE FROM audit_log WHERE sequence_number = 2");
      Sql.execute(
          ours,
          "UPDATE audit_chain SET last_sequence = 1, last_hash ="
              + " (SELECT row_hash FROM audit_log WHERE sequence_number = 1)");
      assertThat(verify(ours).exitCode()).isZero();
      assertThat(verify(ours, "--checkpoint", kept.toString()).stderr())
          .contains("row 2 is missing: the end was cut off");

      // A log that was written elsewhere, with a key of its own.
      try (Connection connection = ours.connect();
          Statement sql = connection.createStatement()) {
        sql.execute("ATTACH DATABASE '" + theirs.file() + "' AS o");
        for (String table : List.of("audit_log", "audit_chain", "audit_checkpoint", "audit_key")) {
          sql.execute("DELETE FROM " + table);
          sql.execute("INSERT INTO " + table + " SELECT * FROM o." + table);
        }
      }
      String theirKey = Sql.text(ours, "SELECT max(id) FROM audit_key");
      assertThat(verify(ours).stderr())
          .contains("was not written here", "does not open", "--accept-key " + theirKey);
      assertThat(verify(ours, "--accept-key", theirKey).exitCode()).isZero();
      assertThat(verify(ours, "--accept-key", theirKey, "--checkpoint", lines.toString()).stderr())
          .contains("row 1 was changed: another hash of it is expected");
      assertThat(verify(ours, "--checkpoint", "/nowhere/x").stderr()).contains("no such file");
    }
  }
}
