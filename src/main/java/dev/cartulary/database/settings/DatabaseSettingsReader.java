package dev.cartulary.database.settings;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.password.Passwords;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.DatabaseUrl;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.Notes;
import dev.cartulary.database.url.PercentCoding;
import dev.cartulary.database.url.SslMode;
import dev.cartulary.database.url.UrlParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@link DatabaseSettings} out of the settings, either form. */
final class DatabaseSettingsReader {
  /** PostgreSQL cuts longer names; MySQL's driver splits at commas and colons. */
  private static final Pattern APPLICATION_NAME = Pattern.compile("[\\x20-\\x7e&&[^,:]]{1,63}");

  private static final int LONGEST_NAME = 63;

  private final Settings given;
  private Settings settings;
  private final Notes notes = new Notes();
  private final List<Secret> secrets = new ArrayList<>();

  DatabaseSettingsReader(Settings given) {
    this.given = given;
    this.settings = given;
  }

  DatabaseSettings.Resolution read() {
    Optional<DatabaseTarget> target =
        given.databaseBlock() ? DatabaseBlock.read(given, notes) : url();
    Optional<DatabaseSettings> read = target.flatMap(this::settings);
    List<Finding> found = new ArrayList<>(settings.findings());
    found.removeAll(given.findings());
    found.addAll(notes.findings);
    List<Finding> masked = found.stream().map(f -> given.masked(f).without(secrets)).toList();
    boolean good = masked.isEmpty() && given.findings().isEmpty();
    return new DatabaseSettings.Resolution(
        good ? read : Optional.empty(), masked, List.copyOf(notes.warnings));
  }

  private Optional<DatabaseTarget> url() {
    DatabaseUrl.Parsed parsed =
        DatabaseUrl.parse(
            given.named(Setting.DATABASE_URL), given.get(Setting.DATABASE_URL).orElse(""));
    parsed.password().ifPresent(secrets::add);
    notes.findings.addAll(parsed.findings());
    settings = given.withUrlParameters(parsed.parameters());
    return parsed.target();
  }

  private Optional<DatabaseSettings> settings(DatabaseTarget target) {
    SslMode mode = sslMode(target.engine());
    withoutMeaning(target.engine());
    if (target.engine() == Engine.SQLITE) {
      withoutUsers();
    } else {
      applicationName();
      schema();
      migratingUser(target);
    }
    if (target.inMemory()) {
      notes.warn("The database is in memory only: all data is gone when this process ends.");
    }
    Optional<Path> file =
        target.engine() == Engine.SQLITE && !target.inMemory()
            ? SqliteFile.check(settings, target.database(), notes)
            : Optional.empty();
    Optional<String> migrationUser =
        settings.get(Setting.DB_MIGRATION_USER).filter(user -> target.engine() != Engine.SQLITE);
    Passwords.Found passwords = new Passwords(settings, target, notes).find(migrationUser);
    secrets.addAll(passwords.seen());
    file.filter(SqliteFile::isOpenToAll)
        .ifPresent(it ->
            notes.warn(
                "Every user of this machine can read the database "
                    + it
                    + ", with hashes of passwords and what derives its encryption key: `chmod 600`"
                    + " it and the files beside it."));
    if (target.engine() == Engine.SQLITE && !target.inMemory() && file.isEmpty()) {
      return Optional.empty();
    }
    if (target.engine() == Engine.SQLITE) {
      SqliteLibrary.trouble(orNull(file)).ifPresent(notes.findings::add);
    }
    DriverSettings driver = driver(target, mode, file);
    return Optional.of(assemble(target, driver, mode, file, passwords, migrationUser));
  }

  private DatabaseSettings assemble(
      DatabaseTarget target,
      DriverSettings driver,
      SslMode mode,
      Optional<Path> file,
      Passwords.Found passwords,
      Optional<String> migrationUser) {
    int size = settings.integer(Setting.DB_POOL_SIZE);
    int idle = Math.min(size, settings.integer(Setting.DB_MAX_IDLE_CONNS));
    // The memory database ends with its last connection: one must stay, for ever.
    boolean memory = target.inMemory();
    return new DatabaseSettings(
        target.engine(),
        driver.jdbcUrl(),
        target.user(),
        passwords.ofUser(),
        driver.properties(),
        size,
        memory ? Math.max(1, idle) : idle,
        settings.duration(Setting.DB_POOL_TIMEOUT),
        memory ? Duration.ZERO : settings.duration(Setting.DB_IDLE_TIMEOUT),
        memory ? Duration.ZERO : settings.duration(Setting.DB_CONN_MAX_LIFETIME),
        autoMigrate(),
        orNull(migrationUser),
        passwords.ofMigrationUser(),
        file,
        memory,
        target.hosts(),
        TargetSession.of(settings, target.hosts().size()),
        ReplicaSettings.read(given, settings, target, passwords.ofUser(), notes),
        target.database(),
        mode,
        maskedUrl(target, mode, passwords.known()),
        settings);
  }

  private SslMode sslMode(Engine engine) {
    return engine == Engine.SQLITE
        ? SslMode.DISABLE
        : SslMode.of(settings.choice(Setting.DB_SSL_MODE).orElse("prefer"));
  }

  private DriverSettings driver(DatabaseTarget target, SslMode mode, Optional<Path> file) {
    if (target.engine() == Engine.SQLITE) {
      return file.map(DriverSettings::sqlite).orElseGet(DriverSettings::sqliteInMemory);
    }
    Map<String, String> tls = TlsSettings.properties(settings, target.engine(), mode, notes);
    return target.engine() == Engine.POSTGRESQL
        ? DriverSettings.postgresql(settings, target, tls)
        : DriverSettings.mysql(settings, target, mode, tls);
  }

  private void withoutMeaning(Engine engine) {
    String reason =
        engine == Engine.SQLITE
            ? "SQLite has no server, so this has no meaning for it"
            : "MySQL has nothing of the kind, so this has no meaning for it";
    for (Setting setting : UrlParameters.withoutMeaning(engine)) {
      if (settings.given(setting).isPresent()) {
        notes.wrong(
            settings.named(setting), settings.given(setting).orElse(""), reason, "Remove it");
      }
    }
  }

  private void withoutUsers() {
    for (Setting setting : Settings.LOGIN) {
      if (settings.given(setting).isPresent()) {
        notes.warn(settings.named(setting) + " is ignored: SQLite has no users.");
      }
    }
  }

  private void applicationName() {
    String name = settings.get(Setting.DB_APPLICATION_NAME).orElse("");
    if (!APPLICATION_NAME.matcher(name).matches()) {
      notes.wrong(
          settings.named(Setting.DB_APPLICATION_NAME),
          name,
          "it must be 1 to 63 printable ASCII characters without comma and colon",
          "Use for example cartulary");
    }
  }

  /** PostgreSQL cuts longer names, and would then look for another schema. */
  private void schema() {
    Optional<String> schema = settings.given(Setting.DB_SCHEMA);
    if (schema.isEmpty()) {
      return;
    }
    if (schema.get().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
        || schema.get().chars().anyMatch(Character::isISOControl)) {
      notes.wrong(
          settings.named(Setting.DB_SCHEMA),
          schema.get(),
          "it must be a name of at most 63 bytes without control characters",
          "Name one schema, such as public");
    }
  }

  /** Flyway writes the user's name between apostrophes, as it is, after each migration. */
  private void migratingUser(DatabaseTarget target) {
    Optional<String> other = settings.get(Setting.DB_MIGRATION_USER);
    String user = other.orElse(String.valueOf(target.user()));
    boolean migrates =
        other.isPresent() || autoMigrate().appliesTo(target.engine()); // else only serves
    if (target.engine() != Engine.POSTGRESQL || !migrates || user.indexOf('\'') < 0) {
      return;
    }
    boolean inUrl = other.isEmpty() && !given.databaseBlock();
    Setting plain = other.isPresent() ? Setting.DB_MIGRATION_USER : Setting.DB_USER;
    notes.wrong(
        settings.named(inUrl ? Setting.DATABASE_URL : plain),
        inUrl ? Masking.url(given.get(Setting.DATABASE_URL).orElse("")) : user,
        "the name of the user that changes the schema holds an apostrophe, with which migrations"
            + " fail on PostgreSQL",
        "Give another DB_MIGRATION_USER; `cartulary database roles` creates one");
  }

  private AutoMigrate autoMigrate() {
    return AutoMigrate.of(settings.choice(Setting.DB_AUTO_MIGRATE).orElse("true"));
  }

  private String maskedUrl(DatabaseTarget target, SslMode mode, boolean password) {
    if (!given.databaseBlock()) {
      return Masking.url(given.get(Setting.DATABASE_URL).orElse("").strip());
    }
    if (target.engine() == Engine.SQLITE) {
      return "sqlite:" + target.database();
    }
    HostPort host = target.hosts().get(0);
    String user = PercentCoding.encode(target.user() == null ? "" : target.user());
    return target.engine().word()
        + "://"
        + user
        + (password ? ":***@" : "@")
        + host
        + "/"
        + PercentCoding.encode(target.database())
        + "?sslmode="
        + mode.word();
  }

  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.isPresent() ? value.get() : null;
  }
}
