package dev.cartulary.config;

/** Who logs in to the database, and where the passwords come from. */
final class LoginDefinitions {

  static final SettingDefinition DB_USER =
      of(new Kind.Text(), "the user that serves requests").yaml("database.user");

  static final SettingDefinition DB_PASSWORD =
      of(new Kind.Text(), "the user's password").yaml("database.password").hidden();

  static final SettingDefinition DB_PASSWORD_FILE =
      of(new Kind.FilePath(), "a file that holds the user's password")
          .yaml("database.passwordFile");

  static final SettingDefinition DB_PASSWORD_COMMAND =
      of(new Kind.Text(), "a command line that prints the user's password")
          .yaml("database.passwordCommand");

  static final SettingDefinition DB_PASSWORD_COMMAND_TIMEOUT =
      of(Kind.span(1, 120), "how long a password command may run")
          .yaml("database.passwordCommandTimeout")
          .or("10s");

  static final SettingDefinition DB_PASSWORD_COMMAND_LIFETIME =
      of(Kind.span(0, 604_800), "how long what a password command printed is used again")
          .yaml("database.passwordCommandLifetime")
          .or("10m");

  static final SettingDefinition DB_MIGRATION_USER =
      of(new Kind.Text(), "the user that changes the schema; by default the same user")
          .yaml("database.migrationUser");

  static final SettingDefinition DB_MIGRATION_PASSWORD =
      of(new Kind.Text(), "the migration user's password")
          .yaml("database.migrationPassword")
          .hidden();

  static final SettingDefinition DB_MIGRATION_PASSWORD_FILE =
      of(new Kind.FilePath(), "a file that holds the migration user's password")
          .yaml("database.migrationPasswordFile");

  static final SettingDefinition DB_MIGRATION_PASSWORD_COMMAND =
      of(new Kind.Text(), "a command line that prints the migration user's password")
          .yaml("database.migrationPasswordCommand");

  static final SettingDefinition PGPASSFILE =
      of(new Kind.FilePath(), "the PostgreSQL password file; by default ~/.pgpass");

  static final SettingDefinition DB_ADMIN_URL =
      of(new Kind.Text(), "the same database as an administrator, for `database roles` only")
          .hidden();

  private LoginDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Database", kind, description);
  }
}
