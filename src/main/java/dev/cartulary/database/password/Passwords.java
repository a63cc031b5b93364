package dev.cartulary.database.password;

import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.Notes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the passwords are: in the URL, else in the setting, else in the file that a
 * setting names, else in what a command prints, else in the PostgreSQL password file.
 *
 * <p>Files are read once to see that they can be; commands are not run.
 */
public final class Passwords {
  public static final List<Setting> OF_USER =
      List.of(Setting.DB_PASSWORD, Setting.DB_PASSWORD_FILE, Setting.DB_PASSWORD_COMMAND);

  public static final List<Setting> OF_MIGRATION_USER =
      List.of(
          Setting.DB_MIGRATION_PASSWORD,
          Setting.DB_MIGRATION_PASSWORD_FILE,
          Setting.DB_MIGRATION_PASSWORD_COMMAND);

  private final Settings settings;
  private final DatabaseTarget target;
  private final Notes notes;
  private final List<Secret> seen = new ArrayList<>();

  public Passwords(Settings settings, DatabaseTarget target, Notes notes) {
    this.settings = settings;
    this.target = target;
    this.notes = notes;
  }

  /**
   * Where both passwords are.
   *
   * @param known whether there is one for the serving user, as far as can be known without running
   *     a command
   * @param seen the passwords met on the way, which no message may show
   */
  public record Found(
      PasswordSource ofUser, PasswordSource ofMigrationUser, boolean known, List<Secret> seen) {}

  /** Looks for the passwords of the serving user and of the migration user, where there is one. */
  public Found find(Optional<String> migrationUser) {
    if (target.engine() == Engine.SQLITE) {
      return new Found(GivenPassword.NONE, GivenPassword.NONE, false, List.of());
    }
    PasswordSource ofUser = ofUser();
    boolean known = ofUser instanceof PasswordCommand || !seen.isEmpty();
    PasswordSource ofMigrationUser =
        migrationUser
            .map(user -> ofMigrationUser(user, ofUser))
            .or(() -> configured(OF_MIGRATION_USER)) // for a user whom a command will name
            .orElse(GivenPassword.NONE);
    return new Found(ofUser, ofMigrationUser, known, List.copyOf(seen));
  }

  private PasswordSource ofUser() {
    if (target.password() != null) {
      for (Setting setting : OF_USER) {
        if (settings.given(setting).isPresent()) {
          notes.warn(settings.named(setting) + " is ignored: the database URL holds a password.");
        }
      }
      return looked(new GivenPassword(target.password()));
    }
    return configured(OF_USER).orElseGet(() -> inPasswordFile(target.user()));
  }

  /** That of the serving user when they are the same and there is none of its own. */
  private PasswordSource ofMigrationUser(String user, PasswordSource userPassword) {
    return configured(OF_MIGRATION_USER)
        .orElseGet(() -> user.equals(target.user()) ? userPassword : inPasswordFile(user));
  }

  /** By the first of these settings that is given: a password, a file, a command. */
  private Optional<PasswordSource> configured(List<Setting> choices) {
    List<Setting> given =
        choices.stream().filter(setting -> settings.given(setting).isPresent()).toList();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Setting first = given.get(0);
    for (Setting other : given.subList(1, given.size())) {
      notes.warn(
          settings.named(other) + " is ignored: " + settings.named(first) + " is given too.");
    }
    return switch (choices.indexOf(first)) {
      case 0 -> settings.secret(first).map(secret -> looked(new GivenPassword(secret)));
      case 1 ->
          settings.file(first).map(path -> looked(new SecretFile(settings.named(first), path)));
      default -> settings.get(first).map(line -> command(first, line));
    };
  }

  private PasswordSource command(Setting setting, String line) {
    return new PasswordCommand(
        settings.named(setting),
        new ShellCommand(
            line,
            settings.workingDirectory(),
            settings.duration(Setting.DB_PASSWORD_COMMAND_TIMEOUT)),
        settings.duration(Setting.DB_PASSWORD_COMMAND_LIFETIME),
        System::nanoTime);
  }

  private PasswordSource inPasswordFile(@Nullable String user) {
    if (target.engine() != Engine.POSTGRESQL || user == null) {
      return GivenPassword.NONE;
    }
    Path path =
        settings
            .file(Setting.PGPASSFILE)
            .orElseGet(() -> settings.homeDirectory().resolve(".pgpass"));
    return looked(new PasswordFileLine(path, target, user));
  }

  /** The source, after a first look at what it gives now. */
  private PasswordSource looked(PasswordSource source) {
    try {
      source.current(notes::warn).ifPresent(seen::add);
    } catch (PasswordUnavailable e) {
      notes.findings.add(e.finding());
    }
    return source;
  }
}
