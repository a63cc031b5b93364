package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Settings;
import dev.cartulary.database.login.HostChoice;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a login fails, as an operator is told. */
class LoginDiagnosisTest {

  private final SQLException without =
      new SQLException("requested SCRAM-based authentication, but the password is empty", "08004");

  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void withoutAPasswordEveryPlaceIsNamedWithWhatWasFoundThere() {
    Path none = directory.resolve("none");
    environment.put("PGPASSFILE", none.toString());

    String said = said(tried(false), without);

    assertThat(said)
        .isEqualTo(
            "The server at 127.0.0.1:1 asks for a password, and none is known for the user ann."
                + " Looked at: DATABASE_URL (it holds none); DB_PASSWORD, DB_PASSWORD_FILE,"
                + " DB_PASSWORD_COMMAND (not set); the password file "
                + none
                + " (there is no such file). Give it in one of these.");
    Troubleshooting.assertShown("no-password-is-known", "failed:     " + said);
  }

  @Test
  void thePasswordFileSaysWhyItGivesNone() throws IOException {
    environment.put("PGPASSFILE", directory.toString());
    assertThat(said(tried(false), without)).contains(directory + " (it is a directory)");

    Path file = Files.writeString(directory.resolve("passes"), "db:5432:*:ann:secret\nnonsense\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    environment.put("PGPASSFILE", file.toString());
    assertThat(said(tried(false), without))
        .contains(file + " (no line matches 127.0.0.1:1:registry:ann)");

    Files.writeString(file, "# nothing\n");
    assertThat(said(tried(false), without))
        .contains("(it holds no line host:port:database:user:password)");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(said(tried(false), without)).contains("(others may access it; its mode must be");
  }

  @Test
  void theMigrationUserHasPlacesOfItsOwn() {
    environment.put("DB_MIGRATION_USER", "mia");
    environment.put("PGPASSFILE", "none");

    assertThat(said(tried(true), without))
        .contains("none is known for the user mia. Looked at: DB_MIGRATION_PASSWORD,")
        .contains("DB_MIGRATION_PASSWORD_COMMAND (not set); the password file ")
        .doesNotContain("DATABASE_URL (");

    environment.put("DB_MIGRATION_USER", "ann");
    assertThat(said(tried(true), without))
        .contains("DB_MIGRATION_PASSWORD_COMMAND (not set); DATABASE_URL (it holds none)");
  }

  @Test
  void mySqlTellsWithoutAPasswordToo() {
    environment.put("DATABASE_URL", "mysql://ann@127.0.0.1:1/registry");

    assertThat(said(tried(false), new SQLException("(using password: NO)", "28000", 1045)))
        .endsWith(
            "Looked at: DATABASE_URL (it holds none); DB_PASSWORD, DB_PASSWORD_FILE,"
                + " DB_PASSWORD_COMMAND (not set). Give it in one of these.");
    Login login = tried(false);
    SQLException denied = new SQLException("denied", "28000", 1045);
    assertThat(new LoginDiagnosis(settings(), login, denied).sentenceOf(new HostPort("db", 3306)))
        .startsWith("The server at db:3306 asks for a password, and none is known for the user");
  }

  @Test
  void aWrongPasswordIsToBeChecked() {
    environment.put("DB_PASSWORD", "wrong");

    assertThat(said(tried(false), new SQLException("FATAL: failed", "28P01")))
        .contains("refuses the login: FATAL: failed. Check the user and the password;");
    HostPort db = new HostPort("db", 5432);
    SQLException wrong = new SQLException("FATAL: failed", "28P01");
    assertThat(new LoginDiagnosis(settings(), tried(false), wrong).sentenceOf(db))
        .isEqualTo(
            "The server at db:5432 refuses the login: FATAL: failed. Check the user and the"
                + " password.");
    SQLException rejected = new SQLException("FATAL: rejected", "28000");
    assertThat(new LoginDiagnosis(settings(), tried(false), rejected).sentenceOf(db))
        .endsWith("FATAL: rejected.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pg_hba.conf rejects connection", "role \"ann\" may not log in"})
  void whatNoPasswordChangesIsNotSaidOfThePassword(String words) {
    assertThat(said(tried(false), new SQLException("FATAL: " + words, "28000")))
        .contains(words + ". That is not about the password")
        .contains("pg_hba.conf, whose first line that matches")
        .doesNotContain("Check the user and the password");
  }

  @ParameterizedTest
  @CsvSource({"HY000, 1130", "HY000, 1129", "HY000, 3118", "HY000, 1820"})
  void norOnMySql(String state, int code) {
    environment.put("DATABASE_URL", "mysql://ann:secret@127.0.0.1:1/registry");

    assertThat(said(tried(false), new SQLException("Host is not allowed", state, code)))
        .endsWith(
            "Host is not allowed. That is not about the password: look at the account at the"
                + " server.");
  }

  @Test
  void anotherFailureIsNoneOfTheLogin() {
    Login login = tried(false);
    assertThat(new LoginDiagnosis(settings(), login, new SQLException("x", "08006")).find())
        .isEmpty();
    environment.put("DB_PASSWORD", "x");
    Login other = tried(false);
    assertThat(new LoginDiagnosis(settings(), other, without).find()).isEmpty();
  }

  /** A login that has tried to open a connection, where nobody listens. */
  private Login tried(boolean migrates) {
    DatabaseSettings settings = settings();
    HostChoice hosts = new HostChoice(settings);
    Login login = migrates ? Login.migrating(settings, hosts) : Login.serving(settings, hosts);
    assertThatThrownBy(() -> login.open(settings.jdbcUrl(), new Properties()))
        .isInstanceOf(SQLException.class);
    return login;
  }

  private String said(Login login, SQLException failure) {
    return new LoginDiagnosis(settings(), login, failure).find().orElseThrow().message();
  }

  private DatabaseSettings settings() {
    environment.putIfAbsent("DATABASE_URL", "postgres://ann@127.0.0.1:1/registry");
    DatabaseSettings.Resolution resolution =
        DatabaseSettings.resolve(Settings.load(Map.of(), environment, directory));
    assertThat(resolution.findings()).isEqualTo(List.of());
    return resolution.settings().orElseThrow();
  }
}
