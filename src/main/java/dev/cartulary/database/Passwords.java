package dev.cartulary.database;

import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.config.TextFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the passwords: in the URL, else the setting, else the file that a setting names, else the
 * PostgreSQL password file.
 */
final class Passwords {
  private final Settings settings;
  private final DatabaseTarget target;
  private final Notes notes;

  Passwords(Settings settings, DatabaseTarget target, Notes notes) {
    this.settings = settings;
    this.target = target;
    this.notes = notes;
  }

  /** The password of the user that serves requests. */
  Optional<Secret> ofUser() {
    if (target.password() != null) {
      for (Setting setting : new Setting[] {Setting.DB_PASSWORD, Setting.DB_PASSWORD_FILE}) {
        if (settings.given(setting).isPresent()) {
          notes.warn(settings.named(setting) + " is ignored: the database URL holds a password.");
        }
      }
      return Optional.of(target.password());
    }
    return configured(Setting.DB_PASSWORD, Setting.DB_PASSWORD_FILE)
        .or(() -> inPasswordFile(target.user()));
  }

  /** The password of the migration user; that of the serving user when they are the same. */
  Optional<Secret> ofMigrationUser(String user, Optional<Secret> userPassword) {
    return configured(Setting.DB_MIGRATION_PASSWORD, Setting.DB_MIGRATION_PASSWORD_FILE)
        .or(() -> user.equals(target.user()) ? userPassword : inPasswordFile(user));
  }

  private Optional<Secret> configured(Setting password, Setting file) {
    Optional<Secret> plain = settings.secret(password);
    if (plain.isPresent() && settings.given(file).isPresent()) {
      notes.warn(
          settings.named(file) + " is ignored: " + settings.named(password) + " is given too.");
    }
    return plain.or(() -> settings.file(file).flatMap(path -> inFile(file, path)));
  }

  private Optional<Secret> inFile(Setting setting, Path path) {
    TextFile file = TextFile.read(path);
    if (file.text() == null) {
      notes.wrong(
          settings.named(setting), path.toString(), String.valueOf(file.problem()), file.fix());
      return Optional.empty();
    }
    // Editors and "echo" end a file with a line break; it is not part of the password.
    String password = file.text().replaceFirst("\\r?\\n\\z", "");
    if (password.isEmpty()) {
      notes.wrong(
          settings.named(setting),
          path.toString(),
          "the file is empty",
          "Write the password into it");
      return Optional.empty();
    }
    return Optional.of(new Secret(password));
  }

  private Optional<Secret> inPasswordFile(@Nullable String user) {
    if (target.engine() != Engine.POSTGRESQL || user == null) {
      return Optional.empty();
    }
    Optional<Path> named = settings.file(Setting.PGPASSFILE);
    PasswordFile file =
        PasswordFile.read(named.orElse(settings.homeDirectory().resolve(".pgpass")));
    file.warning().ifPresent(notes::warn);
    return file.find(target.hosts(), target.database(), user);
  }
}
