package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.password.PasswordSource;
import dev.cartulary.database.password.PasswordUnavailable;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {
  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void withNothingSetItIsAFileInTheWorkingDirectory() {
    DatabaseSettings database = database();

    assertThat(database.engine()).isEqualTo(Engine.SQLITE);
    assertThat(database.sqliteFile()).contains(directory.resolve("cartulary.db"));
    assertThat(database.jdbcUrl()).isEqualTo("jdbc:sqlite:file:" + directory + "/cartulary.db");
    assertThat(database.jdbcProperties()).containsEntry("journal_mode", "WAL");
    assertThat(database.maskedUrl()).isEqualTo("sqlite:./cartulary.db");
    assertThat(database.autoMigrate().appliesTo(Engine.SQLITE)).isTrue();
    assertThat(database.user()).isNull();
  }

  @Test
  void theMemoryDatabaseKeepsOneConnectionForEver() {
    set("DATABASE_URL", "sqlite::memory:");

    DatabaseSettings database = database();

    assertThat(database.inMemory()).isTrue();
    assertThat(database.poolMin()).isEqualTo(1);
    assertThat(database.quarkusProperties())
        .containsEntry("quarkus.datasource.jdbc.url", "jdbc:sqlite:file:/cartulary?vfs=memdb")
        .containsEntry("quarkus.datasource.jdbc.initial-size", "1")
        .containsEntry("quarkus.datasource.jdbc.min-size", "1")
        .containsEntry("quarkus.datasource.jdbc.idle-removal-interval", "PT0S")
        .doesNotContainKey("quarkus.datasource.jdbc.max-lifetime");
  }

  @Test
  void theMessagesNameTheSettingThatSaysWhereTheDatabaseIs() {
    set("DATABASE_URL", "postgres://ann@db/registry");
    DatabaseOrigin url = DatabaseOrigin.of(database());
    assertThat(url.engineOrPort()).isEqualTo("the scheme or the port in DATABASE_URL");
    assertThat(url.host()).isEqualTo("the host in DATABASE_URL");
    assertThat(url.name()).isEqualTo("DATABASE_URL");

    environment.remove("DATABASE_URL");
    set("DB_HOST", "db");
    set("DB_USER", "ann");
    set("DB_NAME", "registry");
    DatabaseOrigin block = DatabaseOrigin.of(database());
    assertThat(block.engineOrPort()).isEqualTo("DB_ENGINE or DB_PORT");
    assertThat(block.host()).isEqualTo("DB_HOST");
    assertThat(block.hostAndPort()).isEqualTo("DB_HOST and DB_PORT");
    assertThat(block.name()).isEqualTo("DB_NAME");
  }

  @Test
  void theSchemaIsTheWholeSearchPath() {
    set("DATABASE_URL", "postgres://ann@db/registry?schema=my%20%22own%22");

    assertThat(database().jdbcProperties()).containsEntry("currentSchema", "\"my \"\"own\"\"\"");
    assertThat(database().schema()).contains("my \"own\"");
  }

  @Test
  void aSchemaIsForPostgresOnlyAndHasANameThatPostgresKeeps() {
    set("DB_SCHEMA", "own");
    set("DATABASE_URL", "mysql://ann@db/registry");
    assertThat(sentences())
        .containsExactly(
            "DB_SCHEMA is \"own\": MySQL has nothing of the kind, so this has no meaning for it."
                + " Remove it.");
    set("DATABASE_URL", "sqlite:x.db");
    assertThat(sentences())
        .containsExactly(
            "DB_SCHEMA is \"own\": SQLite has no server, so this has no meaning for it. Remove"
                + " it.");
    set("DATABASE_URL", "postgres://ann@db/registry");
    set("DB_SCHEMA", "é".repeat(32));
    assertThat(sentences())
        .allMatch(sentence -> sentence.contains("must be a name of at most 63 bytes"))
        .hasSize(1);
  }

  @Test
  void aPostgresUrlBecomesTheDriversWords() {
    set(
        "DATABASE_URL",
        "postgres://a%40n:p%24%7Bx%7D@h1,h2:5433/r%2Bg?sslmode=require&connect_timeout=5"
            + "&pool_size=3&pool_timeout=2s&application_name=app");

    DatabaseSettings database = database();

    assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://h1:5432,h2:5433/r%2Bg");
    assertThat(database.user()).isEqualTo("a@n");
    assertThat(now(database.password())).contains(new Secret("p${x}"));
    assertThat(database.jdbcProperties())
        .containsEntry("sslmode", "require")
        .containsEntry("connectTimeout", "5")
        .containsEntry("socketTimeout", "30")
        .containsEntry("ApplicationName", "app")
        .doesNotContainKeys("user", "password");
    assertThat(database.targetSession()).isEqualTo(TargetSession.READ_WRITE);
    assertThat(database.poolSize()).isEqualTo(3);
    assertThat(database.poolTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(database.patientJdbcProperties()).doesNotContainKey("socketTimeout");
    assertThat(database.quarkusProperties())
        .containsEntry("quarkus.datasource.postgresql.active", "true")
        .containsEntry("quarkus.hibernate-orm.postgresql.active", "true")
        .containsEntry("quarkus.datasource.postgresql.password", "p$${x}")
        .containsEntry("quarkus.datasource.postgresql.jdbc.max-size", "3")
        .containsEntry(
            "quarkus.datasource.postgresql.jdbc.additional-jdbc-properties.sslmode", "require");
  }

  @Test
  void aMysqlUrlBecomesTheDriversWords() {
    set("DATABASE_URL", "mysql://ann:pw@h1,h2/reg?sslmode=verify-full");

    DatabaseSettings database = database();

    assertThat(database.jdbcUrl()).isEqualTo("jdbc:mysql://h1:3306,h2:3306/reg");
    assertThat(database.jdbcProperties())
        .containsEntry("sslMode", "VERIFY_IDENTITY")
        .containsEntry("connectTimeout", "10000")
        .hasEntrySatisfying(
            "sessionVariables",
            variables ->
                assertThat(variables)
                    .contains("sql_safe_updates=0", "sql_select_limit=18446744073709551615"))
        .doesNotContainKey("allowPublicKeyRetrieval");
    assertThat(database.quarkusProperties())
        .containsEntry(
            "quarkus.datasource.mysql.jdbc.transaction-isolation-level", "read-committed");
    assertThat(database.targetSession()).isEqualTo(TargetSession.READ_WRITE);
  }

  @Test
  void whereTlsIsNotDemandedMysqlMaySendItsPublicKey() {
    set("DATABASE_URL", "mysql://ann:pw@db/reg");

    assertThat(database().jdbcProperties())
        .containsEntry("sslMode", "PREFERRED")
        .containsEntry("allowPublicKeyRetrieval", "true");
  }

  @Test
  void aVariableWinsOverAParameterOfTheUrl() {
    set("DATABASE_URL", "postgres://ann@db/reg?pool_size=3&sslmode=disable");
    set("DB_POOL_SIZE", "7");

    DatabaseSettings database = database();

    assertThat(database.poolSize()).isEqualTo(7);
    assertThat(database.sslMode()).isEqualTo(SslMode.DISABLE);
    assertThat(database.effective().origin(Setting.DB_SSL_MODE))
        .isEqualTo("DATABASE_URL, parameter sslmode");
  }

  @Test
  void theBlockHasTheDefaultsOfItsDocument() throws IOException {
    yaml(
        "host: db\n"
            + "  user: ann o\n"
            + "  password: 'p@:/?#%+ ü'\n"
            + "  database: r/g\n"
            + "  migrationUser: ddl\n"
            + "  migrationPassword: m");

    DatabaseSettings database = database();

    assertThat(database.engine()).isEqualTo(Engine.POSTGRESQL);
    assertThat(database.hosts()).containsExactly(new HostPort("db", 5432));
    assertThat(now(database.password())).contains(new Secret("p@:/?#%+ ü"));
    assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/r%2Fg");
    assertThat(database.sslMode()).isEqualTo(SslMode.REQUIRE);
    assertThat(database.poolSize()).isEqualTo(25);
    assertThat(database.poolMin()).isEqualTo(5);
    assertThat(database.maxLifetime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(database.migrationUser()).isEqualTo("ddl");
    assertThat(now(database.migrationPassword())).contains(new Secret("m"));
    assertThat(database.maskedUrl())
        .isEqualTo("postgresql://ann%20o:***@db:5432/r%2Fg?sslmode=require");
  }

  @Test
  void theBlockAlsoNamesMysqlAndSqlite() throws IOException {
    yaml("engine: mysql\n  host: '::1'\n  user: ann\n  database: reg");
    assertThat(database().jdbcUrl()).isEqualTo("jdbc:mysql://[::1]:3306/reg");

    yaml("engine: sqlite\n  database: my.db");
    assertThat(database().sqliteFile()).contains(directory.resolve("my.db"));
    assertThat(database().maskedUrl()).isEqualTo("sqlite:my.db");
  }

  @Test
  void aBlockWithHolesSaysWhatIsMissing() throws IOException {
    yaml("port: 5433");

    assertThat(sentences())
        .containsExactly(
            "database.host: it is missing. The database block needs it: set database.host or"
                + " DB_HOST.",
            "database.user: it is missing. The database block needs it: set database.user or"
                + " DB_USER.",
            "database.database: it is missing. The database block needs it: set database.database"
                + " or DB_NAME.");
  }

  @Test
  void passwordsAreTakenFromTheUrlThenTheSettingThenTheFileThenPgpass() throws IOException {
    Path pgpass =
        Files.writeString(
            directory.resolve("pg"), "db:5432:reg:ann:from-pgpass\n*:*:*:ddl:ddl-pgpass\n");
    Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));
    set("PGPASSFILE", "pg");
    set("DATABASE_URL", "postgres://ann@db/reg");
    set("DB_MIGRATION_USER", "ddl");
    assertThat(now(database().password())).contains(new Secret("from-pgpass"));
    assertThat(now(database().migrationPassword())).contains(new Secret("ddl-pgpass"));

    Files.writeString(directory.resolve("secret"), "from-file \r\n");
    set("DB_PASSWORD_FILE", "secret");
    assertThat(now(database().password())).contains(new Secret("from-file "));

    set("DB_PASSWORD", "from-variable");
    assertThat(now(database().password())).contains(new Secret("from-variable"));

    set("DATABASE_URL", "postgres://ann:from-url@db/reg");
    assertThat(now(database().password())).contains(new Secret("from-url"));
    assertThat(resolution().warnings())
        .contains("DB_PASSWORD is ignored: the database URL holds a password.");
  }

  @Test
  void ofTwoPasswordsTheLaterInTheOrderIsIgnoredWithAWarning() throws IOException {
    Files.writeString(directory.resolve("secret"), "from-file");
    set("DATABASE_URL", "mysql://ann@db/reg");
    set("DB_PASSWORD_FILE", "secret");
    set("DB_PASSWORD_COMMAND", "echo from-command");
    set("DB_MIGRATION_USER", "ddl");
    set("DB_MIGRATION_PASSWORD", "m");
    set("DB_MIGRATION_PASSWORD_COMMAND", "echo from-command");

    assertThat(now(database().password())).contains(new Secret("from-file"));
    assertThat(resolution().warnings())
        .containsExactly(
            "DB_PASSWORD_COMMAND is ignored: DB_PASSWORD_FILE is given too.",
            "DB_MIGRATION_PASSWORD_COMMAND is ignored: DB_MIGRATION_PASSWORD is given too.");
  }

  @Test
  void aPasswordCommandIsRunForAConnectionAndNotForTheSettings() throws IOException {
    set("DB_PASSWORD_COMMAND", "echo run >> runs; cat token");
    Files.writeString(directory.resolve("token"), "t0ken\n");
    yaml("host: db\n  user: ann\n  database: reg");

    DatabaseSettings database = database();

    assertThat(database.maskedUrl()).isEqualTo("postgresql://ann:***@db:5432/reg?sslmode=require");
    assertThat(database.quarkusProperties())
        .doesNotContainKey("quarkus.datasource.postgresql.password");
    assertThat(directory.resolve("runs")).doesNotExist();
    assertThat(now(database.password())).contains(new Secret("t0ken"));
    assertThat(now(database.migrationPassword())).isEmpty();
  }

  @Test
  void passwordsOfFilesAreLookedUpAgainAndStayOutOfTheProperties() throws IOException {
    Path pgpass = Files.writeString(directory.resolve("pg"), "*:*:*:ddl:ddl-1\n");
    Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(directory.resolve("secret"), "app-1");
    set("PGPASSFILE", "pg");
    set("DATABASE_URL", "postgres://ann@db/reg");
    set("DB_PASSWORD_FILE", "secret");
    set("DB_MIGRATION_USER", "ddl");
    DatabaseSettings database = database();

    Files.writeString(directory.resolve("secret"), "app-2\n");
    Files.writeString(pgpass, "*:*:*:ddl:ddl-2\n");

    assertThat(now(database.password())).contains(new Secret("app-2"));
    assertThat(now(database.migrationPassword())).contains(new Secret("ddl-2"));
    assertThat(database.quarkusProperties())
        .doesNotContainKey("quarkus.datasource.postgresql.password");
  }

  @Test
  void aPasswordFileThatBecomesReadableForOthersIsIgnoredWithOneWarning() throws IOException {
    Path pgpass = Files.writeString(directory.resolve("pg"), "*:*:*:ann:hunter22\n");
    Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));
    set("PGPASSFILE", "pg");
    set("DATABASE_URL", "postgres://ann@db/reg");
    PasswordSource password = database().password();
    Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-r-----"));
    List<String> warnings = new ArrayList<>();

    assertThat(now(password, warnings)).isEmpty();
    assertThat(now(password, warnings)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("others may access it");

    Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));
    assertThat(now(password, warnings)).contains(new Secret("hunter22"));
  }

  @Test
  void aPasswordFileThatOthersMayReadGivesAWarningAndNoPassword() throws IOException {
    Files.writeString(directory.resolve(".pgpass"), "*:*:*:*:hunter22\n");
    Files.setPosixFilePermissions(
        directory.resolve(".pgpass"), PosixFilePermissions.fromString("rw-r--r--"));
    set("HOME", directory.toString());
    set("DATABASE_URL", "postgres://ann@db/reg");

    assertThat(now(database().password())).isEmpty();
    assertThat(resolution().warnings())
        .singleElement()
        .asString()
        .contains("is ignored: others may access it");
  }

  @Test
  void passwordFilesThatCannotBeReadAreFindings() throws IOException {
    set("DATABASE_URL", "mysql://ann@db/reg");
    set("DB_PASSWORD_FILE", "none");
    assertThat(sentences())
        .containsExactly(
            "DB_PASSWORD_FILE is \""
                + directory.resolve("none")
                + "\": there is no such file. Correct the path or create the file.");

    Files.createFile(directory.resolve("none"));
    assertThat(sentences()).singleElement().asString().contains("the file is empty");
  }

  @Test
  void whatNeedsAServerIsRefusedOnSqlite() {
    set("DATABASE_URL", "sqlite:x.db?sslmode=require");
    set("DB_CONNECT_TIMEOUT", "5s");
    set("DB_PASSWORD", "hunter22");

    assertThat(sentences())
        .containsExactly(
            "sslmode in DATABASE_URL is \"require\": SQLite has no server, so this has no meaning"
                + " for it. Remove it.",
            "DB_CONNECT_TIMEOUT is \"5s\": SQLite has no server, so this has no meaning for it."
                + " Remove it.");
    assertThat(resolution().warnings())
        .containsExactly("DB_PASSWORD is ignored: SQLite has no users.");
  }

  @Test
  void badParametersOfTheUrlAreNamedAsSuch() {
    set("DATABASE_URL", "postgres://ann@db/reg?sslmode=requird&pool_size=0&pool_timeout=0");

    assertThat(sentences())
        .containsExactly(
            "sslmode in DATABASE_URL is \"requird\": it must be one of disable, allow, prefer,"
                + " require, verify-ca, verify-full. Did you mean \"require\"?",
            "pool_size in DATABASE_URL is \"0\": it must be a whole number from 1 to 1000. Use for"
                + " example 10.",
            "pool_timeout in DATABASE_URL is \"0\": it must be a duration from 1ms to 1h"
                + " (such as 30s, 5m, 1h30m, or a plain number of seconds). Use for example 30s.");
  }

  @ParameterizedTest
  @CsvSource({
    "h1, any, ANY",
    "h1, read-write, READ_WRITE",
    "'h1,h2', any, ANY",
    "'h1,h2', primary, READ_WRITE",
    "'h1,h2', standby, STANDBY",
    "'h1,h2', prefer-standby, PREFER_STANDBY"
  })
  void theWantedServerIsNamedByTheSameWordsOnEveryEngine(
      String hosts, String word, TargetSession wanted) {
    for (String engine : List.of("postgres", "mysql")) {
      set("DATABASE_URL", engine + "://ann@" + hosts + "/reg?target_session_attrs=" + word);

      assertThat(database().targetSession()).isEqualTo(wanted);
    }
  }

  @Test
  void aReplicaTakesOverWhatItsUrlDoesNotSay() {
    set("DATABASE_URL", "postgres://ann:pw@h1,h2/reg?sslmode=require&pool_size=7");
    set("DATABASE_READ_URL", "postgres://ann@h3/reg?connect_timeout=3");

    ReplicaSettings replica = database().replica().orElseThrow();

    assertThat(replica.database().jdbcUrl()).isEqualTo("jdbc:postgresql://h3:5432/reg");
    assertThat(replica.database().targetSession()).isEqualTo(TargetSession.ANY);
    assertThat(replica.database().sslMode()).isEqualTo(SslMode.REQUIRE);
    assertThat(replica.database().jdbcProperties()).containsEntry("connectTimeout", "3");
    assertThat(now(replica.password())).contains(new Secret("pw"));
    assertThat(replica.poolSize()).isEqualTo(7);
  }

  @Test
  void aReplicaMayHaveItsOwnUserPasswordAndPool() {
    set("DATABASE_URL", "mysql://ann:pw@h1/reg");
    set("DATABASE_READ_URL", "mysql://bob:other@h2/reg");
    set("DB_READ_POOL_SIZE", "4");

    ReplicaSettings replica = database().replica().orElseThrow();

    assertThat(replica.database().user()).isEqualTo("bob");
    assertThat(now(replica.password())).contains(new Secret("other"));
    assertThat(replica.poolSize()).isEqualTo(4);
  }

  @Test
  void aReplicaIsOfTheSameEngineAndSqliteHasNone() {
    set("DATABASE_URL", "postgres://ann:pw@h1/reg");
    set("DATABASE_READ_URL", "mysql://ann:s3cret@h2/reg");

    assertThat(sentences())
        .containsExactly(
            "DATABASE_READ_URL is \"mysql://ann:***@h2/reg\": it is of MySQL, and DATABASE_URL is"
                + " of PostgreSQL. Name a replica of the same database.");

    set("DATABASE_URL", "sqlite:a.db");

    assertThat(sentences())
        .containsExactly(
            "DATABASE_READ_URL is \"mysql://ann:***@h2/reg\": the database is an SQLite file, which"
                + " has no replica to read from. Remove it, or use PostgreSQL or MySQL in"
                + " DATABASE_URL.");
  }

  @Test
  void aSingleServerIsTakenAsItIs() {
    set("DATABASE_URL", "mysql://ann@h1/reg");

    assertThat(database().targetSession()).isEqualTo(TargetSession.ANY);
  }

  @Test
  void aDirectoryOrAMissingDirectoryIsNoDatabaseFile() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("data"));
    set("DATABASE_URL", "sqlite:data");
    assertThat(sentences())
        .containsExactly(
            "DATABASE_URL is \""
                + folder
                + "\": it is a directory. Name a file in it, for example "
                + folder.resolve("cartulary.db")
                + ".");

    set("DATABASE_URL", "sqlite:nowhere/x.db");
    assertThat(sentences())
        .containsExactly(
            "DATABASE_URL is \""
                + directory.resolve("nowhere/x.db")
                + "\": there is no directory "
                + directory.resolve("nowhere")
                + ". Create it, or correct the path.");
  }

  @Test
  void clientCertificateAndKeyGoTogether() {
    set("DATABASE_URL", "postgres://ann@db/reg?sslmode=require&sslcert=c.pem");

    assertThat(sentences())
        .containsExactly(
            "sslcert in DATABASE_URL is \"c.pem\": a client certificate and its key go together."
                + " Give DB_SSL_KEY too, or remove this one.");
  }

  @Test
  void anUnreadableRootCertificateIsNamed() {
    set("DATABASE_URL", "mysql://ann@db/reg?sslmode=verify-ca&sslrootcert=none.pem");

    assertThat(sentences())
        .containsExactly(
            "sslrootcert in DATABASE_URL is \"none.pem\": it cannot be read. Give the path of a"
                + " readable PEM file.");
  }

  @Test
  void nothingPrintedHoldsThePassword() {
    set("DATABASE_URL", "postgres://ann:hunter22@db/reg?application_name=hunter22,");

    assertThat(sentences()).singleElement().asString().doesNotContain("hunter22");

    set("DATABASE_URL", "postgres://ann:hunter22@db/reg");
    assertThat(database().toString() + database().maskedUrl() + database().effective().rows())
        .doesNotContain("hunter22");
  }

  @Test
  void autoMigrateKnowsThreeAnswers() {
    set("DB_AUTO_MIGRATE", "embedded");
    assertThat(database().autoMigrate().appliesTo(Engine.SQLITE)).isTrue();
    assertThat(database().autoMigrate().appliesTo(Engine.MYSQL)).isFalse();

    set("DB_AUTO_MIGRATE", "false");
    assertThat(database().autoMigrate().appliesTo(Engine.SQLITE)).isFalse();
  }

  private void set(String variable, String value) {
    environment.put(variable, value);
  }

  private void yaml(String block) throws IOException {
    Files.writeString(directory.resolve("c.yaml"), "database:\n  " + block + "\n");
    set("CARTULARY_CONFIG", "c.yaml");
  }

  private DatabaseSettings.Resolution resolution() {
    environment.putIfAbsent("HOME", directory.resolve("home").toString());
    Settings settings = Settings.load(Map.of(), environment, directory);
    assertThat(settings.findings()).isEmpty();
    return DatabaseSettings.resolve(settings);
  }

  private DatabaseSettings database() {
    assertThat(resolution().findings()).isEmpty();
    return resolution().settings().orElseThrow();
  }

  private static Optional<Secret> now(PasswordSource source) {
    return now(source, new ArrayList<>());
  }

  private static Optional<Secret> now(PasswordSource source, List<String> warnings) {
    try {
      return source.current(warnings::add);
    } catch (PasswordUnavailable e) {
      throw new AssertionError(e);
    }
  }

  private List<String> sentences() {
    assertThat(resolution().settings()).isEmpty();
    return resolution().findings().stream().map(Finding::sentence).toList();
  }
}
