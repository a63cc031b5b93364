package dev.cartulary.cli;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.grants.DatabaseUsers;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cartulary database roles}: the two users of a server's database. */
@Command(
    name = "roles",
    description = {
      "Create two users, one that serves requests and one that changes the schema, with the rights"
          + " that each needs; or print the SQL.",
      "Their passwords are those in force (DB_PASSWORD, DB_MIGRATION_PASSWORD and their files)."
          + " A user that exists already is kept, and so is its password."
    })
class DatabaseRolesCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Inject Settings settings;
  @Inject DatabaseSettings database;
  @Inject DatabaseUsers users;

  @Option(names = "--dry-run", description = "Print the SQL, without passwords; connect nowhere.")
  boolean dryRun;

  @Option(
      names = "--app-user",
      paramLabel = "NAME",
      description = "The user that serves requests; by default the database's user in force.")
  @Nullable String appUser;

  @Option(
      names = "--migration-user",
      paramLabel = "NAME",
      description = "The user that changes the schema; by default DB_MIGRATION_USER.")
  @Nullable String migrationUser;

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description = {
        "The same database as an administrator. A command line shows in the process list: a URL"
            + " with a password belongs in the variable DB_ADMIN_URL."
      })
  @Nullable String adminUrl;

  @Option(
      names = "--user-host",
      paramLabel = "HOST",
      description = "MySQL: from where the users may connect, by default %% (anywhere).")
  @Nullable String userHost;

  @Option(
      names = "--set-passwords",
      description = "Also give users that exist already the passwords in force.")
  boolean setPasswords;

  @Override
  public Integer call() {
    if (database.engine() == Engine.SQLITE) {
      throw wrong("SQLite has no users: database roles is for PostgreSQL and MySQL.");
    }
    DatabaseUsers.Request request = request();
    if (dryRun) {
      spec.commandLine().getOut().println(users.script(request));
      return ExitCode.DONE;
    }
    return create(request);
  }

  private DatabaseUsers.Request request() {
    String app = name("--app-user", appUser, Setting.DB_USER, database.user());
    String migration =
        name(
            "--migration-user", migrationUser, Setting.DB_MIGRATION_USER, database.migrationUser());
    if (app.equals(migration)) {
      throw wrong(
          "The user that serves requests and the one that changes the schema must be two: give"
              + " another --migration-user.");
    }
    if (database.engine() == Engine.POSTGRESQL && migration.contains("'")) {
      throw wrong( // Flyway writes it between apostrophes, as it is
          "The name of the user that changes the schema holds an apostrophe, with which migrations"
              + " fail on PostgreSQL: choose another.");
    }
    if (userHost != null && database.engine() != Engine.MYSQL) {
      throw wrong("--user-host is for MySQL; PostgreSQL has pg_hba.conf for that.");
    }
    String host = userHost == null ? "%" : checked("--user-host", userHost);
    return new DatabaseUsers.Request(app, migration, host, setPasswords);
  }

  private String name(
      String option, @Nullable String given, Setting setting, @Nullable String inForce) {
    String name = given == null ? inForce : given;
    if (name == null) {
      throw wrong("No name for a user: give " + option + " or set " + setting + ".");
    }
    return checked(option, name);
  }

  private String checked(String option, String value) {
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      throw wrong(option + " is empty or holds a control character.");
    }
    return value;
  }

  private int create(DatabaseUsers.Request request) {
    PrintWriter err = spec.commandLine().getErr();
    String url = adminUrl == null ? settings.get(Setting.DB_ADMIN_URL).orElse("") : adminUrl;
    if (url.isEmpty()) {
      throw wrong(
          "An administrator must do this: give --admin-url or set DB_ADMIN_URL, or print the SQL"
              + " with --dry-run.");
    }
    String name = adminUrl == null ? settings.named(Setting.DB_ADMIN_URL) : "--admin-url";
    DatabaseSettings.Resolution administrator = users.administrator(name, url);
    administrator.findings().forEach(finding -> err.println("cartulary: " + finding.sentence()));
    if (administrator.settings().isEmpty()) {
      return ExitCode.USAGE;
    }
    DatabaseUsers.Report report = users.create(request, administrator.settings().get());
    report.lines().forEach(spec.commandLine().getOut()::println);
    report.warnings().forEach(warning -> err.println("Warning: " + warning));
    report.failure().ifPresent(failure -> err.println("cartulary: " + failure));
    return report.failure().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
