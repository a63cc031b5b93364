package dev.cartulary.key;

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
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqliteEncryptionIT extends EncryptionContract {

  private static final String OTHER_KEY =
      "2f2e3d4c5b6a798807162534435261708f9eadbccbdae9f8a1b2c3d4e5f60718";

  SqliteEncryptionIT() {
    super(TestEngine.SQLITE);
  }

  /** Here alone: which key opens the data keys is no matter of the engine that stores them. */
  @Test
  void aGivenKeyIsChangedAndALostOneReplacedFromTheRecoveryCopy() throws Exception {
    try (TestDatabase kept = TestDatabase.create(engine)) {
      Map<String, String> one = withKey(kept, ONE_KEY);
      try (Program first = Program.start(one)) {
        putSecret(first, ITEM);
      }
      Path directory = Program.emptyDirectory();
      Path copy = directory.resolve("copy.json");
      Path phrase = Files.writeString(directory.resolve("phrase"), "correct horse battery\n");
      String[] recovery = {"--passphrase-file", phrase.toString()};
      run(one, "key", "export-recovery", "--output", copy.toString(), recovery[0], recovery[1]);
      assertThat(Files.getPosixFilePermissions(copy)).hasSize(2);
      changeTheKey(kept, Files.writeString(directory.resolve("old.key"), ONE_KEY + "\n"));

      Map<String, String> third =
          withKey(kept, "3f2e3d4c5b6a798807162534435261708f9eadbccbdae9f8a1b2c3d4e5f60718");
      run(third, "key", "rewrap", "--recovery-file", copy.toString(), recovery[0], recovery[1]);
      try (Program last = Program.start(third)) {
        assertRevealed(last, ITEM);
        assertThat(last.get("/v1/audit-log?action=key_rewrap").body())
            .contains("\"count\":2")
            .contains("process");
        assertThat(last.get("/v1/audit-log?action=key_export").body()).contains("\"count\":1");
      }
    }
  }

  @Test
  void aCopyWithoutEncryptedValuesGoesOnUnderItsNewPath() throws Exception {
    try (TestDatabase kept = TestDatabase.create(engine)) {
      try (Program first = Program.start(kept)) {
        Await.until(LIMIT, "its keys are open", () -> ready(first).contains("\"open\""));
      }
      Path copy = Program.emptyDirectory().resolve("copy.db");
      Files.copy(kept.file(), copy);
      try (Program second = Program.start(Map.of("DATABASE_URL", "sqlite:" + copy))) {
        Await.until(LIMIT, "its keys are open", () -> ready(second).contains("\"open\""));
        putSecret(second, ITEM);
        assertRevealed(second, ITEM);
        assertThat(second.output()).contains("The database was moved, and no value is encrypted");
      }
    }
  }

  /** A damaged value would otherwise keep the key that may have become known in use for ever. */
  @Test
  void aValueThatDoesNotOpenKeepsNoRotationFromBeginning() throws Exception {
    try (TestDatabase kept = TestDatabase.create(engine);
        Program program = Program.start(kept)) {
      String broken = "/v1/metadata/user:damaged/broken";
      putSecret(program, ITEM);
      putSecret(program, broken);
      Sql.execute(
          kept,
          "UPDATE metadata SET item_value = (SELECT item_value FROM metadata WHERE item_key <> 'broken'"
              + " AND data_key IS NOT NULL) WHERE item_key = 'broken'");
      Map<String, String> environment = Map.of("DATABASE_URL", kept.url());

      Program.Result first = Program.run(environment, "key", "rotate");
      assertThat(first.exitCode()).as(first.stderr()).isEqualTo(1);
      assertThat(first.stdout() + first.stderr())
          .contains("NOT opened", "former keys: 1")
          .doesNotContain(SECRET);
      Program.Result second = Program.run(environment, "key", "rotate");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.stdout()).contains("re-encrypted: 1");
      assertThat(activeKey(second)).isNotEqualTo(activeKey(first));

      program.send("DELETE", broken, null);
      assertThat(run(environment, "key", "rotate")).contains("re-encrypted: 1");
      assertRevealed(program, ITEM);
    }
  }

  private static String activeKey(Program.Result rotation) {
    return rotation.stdout().replaceAll("(?s).*active key: (\\S+).*", "$1");
  }

  private static void changeTheKey(TestDatabase kept, Path oldKey) throws SQLException {
    Map<String, String> other = withKey(kept, OTHER_KEY);
    String told = Program.run(other, "key", "status").stderr();
    assertTold(told);
    assertThat(told).doesNotContain(OTHER_KEY);

    String stored = everyKey(kept);
    assertThat(run(other, "key", "rewrap", "--dry-run", "--old-key-file", oldKey.toString()))
        .contains("would rewrap 1 data key");
    assertThat(everyKey(kept)).isEqualTo(stored);
    run(other, "key", "rewrap", "--old-key-file", oldKey.toString());
    assertThat(everyKey(kept)).isNotEqualTo(stored);
    assertThat(run(other, "key", "rewrap", "--old-key-file", oldKey.toString()))
        .contains("already");
  }

  private static Map<String, String> withKey(TestDatabase database, String key) {
    return Map.of("DATABASE_URL", database.url(), "ENCRYPTION_KEY", key);
  }

  private static String everyKey(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return everyKey(connection);
    }
  }
}
