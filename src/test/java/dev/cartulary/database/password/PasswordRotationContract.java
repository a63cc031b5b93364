package dev.cartulary.database.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database user's password changes while the server runs. */
abstract class PasswordRotationContract extends DatabaseContract {

  static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ITEM = "/v1/metadata/system:global/a";
  private static final String READY = "/q/health/ready";
  private static final String REFUSED_LOGIN = "the database server refuses the login";
  private static final String NEW = "n3w p@ss:w'\\\"ü %x";
  private static final String NEWEST = "newest-s3cret";

  @TempDir Path directory;

  PasswordRotationContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void aPasswordFileIsReadAgainForEachNewConnection() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), TestDatabase.PASSWORD + "\n");

    try (Program program = start(Map.of("DB_PASSWORD_FILE", file.toString()))) {
      assertWrites(program);

      database.changePassword(NEW);
      Files.writeString(file, NEW + "\n");
      database.endConnections();
      awaitWrites(program);

      Files.writeString(file, "");
      awaitFailure(program, "DB_PASSWORD_FILE is \"" + file + "\": the file is empty.");
      Troubleshooting.assertShown("a-password-file-lost-its-password", program.output());
      awaitWithoutConnections(
          "reads are refused", () -> program.get(ITEM).body().contains("database_unavailable"));
      awaitWithoutConnections("readiness is DOWN", () -> program.get(READY).statusCode() == 503);
      assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);

      Files.writeString(file, "not-the-passw0rd");
      awaitFailure(program, "refuses the login");
      awaitWithoutConnections(
          "readiness names the refused login",
          () -> program.get(READY).body().contains(REFUSED_LOGIN));
      Troubleshooting.assertShown(
          "readiness-says-that-the-login-is-refused", program.get(READY).body());
      HttpResponse<String> unavailable = program.get(ITEM);
      assertThat(unavailable.body()).contains("The database refuses this server's login.");

      database.changePassword(NEWEST);
      Files.writeString(file, NEWEST);
      awaitWrites(program);
      assertPrintsNothingSecret(program);
    }
  }

  @Test
  void aPasswordCommandIsRunAgainOnceTheDatabaseRefusesWhatItPrinted() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), TestDatabase.PASSWORD + "\n");
    Path runs = directory.resolve("runs");
    Map<String, String> settings = new HashMap<>();
    settings.put("DB_PASSWORD_COMMAND", "echo run >> '" + runs + "'; cat '" + token + "'");
    settings.put("DB_PASSWORD_COMMAND_LIFETIME", "1h");

    try (Program program = start(settings)) {
      assertWrites(program);
      assertThat(Files.readAllLines(runs)).hasSize(1);

      Files.writeString(token, NEW);
      database.changePassword(NEW);
      database.endConnections();
      awaitWrites(program);
      assertThat(Files.readAllLines(runs)).hasSize(2);
      assertPrintsNothingSecret(program);
    }
  }

  @Test
  void aMigrationUserHasACommandOfItsOwnAndItsFailureIsNamed() {
    Map<String, String> settings = new HashMap<>();
    settings.put("DATABASE_URL", database.urlWithoutPassword());
    settings.put("DB_PASSWORD_COMMAND", "exit 9");
    settings.put("DB_MIGRATION_USER", database.user());
    settings.put("DB_MIGRATION_PASSWORD_COMMAND", "echo " + NEWEST + "; echo gone >&2; exit 4");

    Program.Result status = Program.run(settings, "migrate", "status");

    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.stderr())
        .contains("DB_MIGRATION_PASSWORD_COMMAND: the command ended with exit code 4")
        .contains("saying \"gone\"");
    Troubleshooting.assertShown("a-password-command-fails", status.stderr());
    assertThat(status.stdout() + status.stderr()).doesNotContain(NEWEST);
  }

  /** Starts the server on the database, with no password but what the settings bring. */
  final Program start(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("DATABASE_URL", database.urlWithoutPassword());
    return Program.start(environment);
  }

  /** Changes the password in the PostgreSQL password file and in the database. */
  final void rotateInPasswordFile() throws IOException, SQLException {
    Path file = directory.resolve("pgpass");
    writeLine(file, TestDatabase.PASSWORD);
    try (Program program = start(Map.of("PGPASSFILE", file.toString()))) {
      assertWrites(program);

      database.changePassword(NEW);
      writeLine(file, NEW);
      database.endConnections();
      awaitWrites(program);

      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      database.endConnections();
      awaitFailure(program, "is ignored: others may access it");

      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      awaitWrites(program);
      assertPrintsNothingSecret(program);
    }
  }

  private void writeLine(Path file, String password) throws IOException {
    Files.writeString(
        file,
        "*:*:*:"
            + escaped(database.user())
            + "x:not this one\n*:*:"
            + escaped(database.name())
            + ":"
            + escaped(database.user())
            + ":"
            + escaped(password)
            + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(":", "\\:");
  }

  private static void assertPrintsNothingSecret(Program program) {
    assertThat(program.output())
        .doesNotContain(NEW)
        .doesNotContain(NEWEST)
        .doesNotContain("not-the-passw0rd");
  }

  private static void assertWrites(Program program) {
    assertThat(writes(program)).isTrue();
  }

  private static void awaitWrites(Program program) {
    Await.until(LIMIT, "writes succeed; it printed:\n" + program.output(), () -> writes(program));
  }

  /** Waits until requests fail and the log says why. */
  private void awaitFailure(Program program, String reason) {
    awaitWithoutConnections(
        "the log says: " + reason, () -> !writes(program) && program.output().contains(reason));
  }

  /**
   * Waits until the condition holds, and ends the connections until then: the login of one may have
   * been under way, with the password of before, when the others were ended.
   */
  private void awaitWithoutConnections(String what, BooleanSupplier condition) {
    Await.until(
        LIMIT,
        what,
        () -> {
          database.endConnections();
          return condition.getAsBoolean();
        });
  }

  private static boolean writes(Program program) {
    int status = program.send("PUT", ITEM, "{\"value\":\"1\"}").statusCode();
    assertThat(status).isIn(200, 201, 503);
    return status < 300;
  }
}
