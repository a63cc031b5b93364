package dev.cartulary.database;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Checks, before anything is touched, that a SQLite file can be opened or made. */
final class SqliteFile {
  private SqliteFile() {}

  /** The absolute path, when a database can be there. */
  static Optional<Path> check(Settings settings, String written, Notes notes) {
    String setting =
        settings.named(settings.databaseBlock() ? Setting.DB_NAME : Setting.DATABASE_URL);
    try {
      Path file = settings.workingDirectory().resolve(written).toAbsolutePath().normalize();
      Path parent = file.getParent();
      if (Files.isDirectory(file)) {
        notes.wrong(
            setting,
            file.toString(),
            "it is a directory",
            "Name a file in it, for example " + file.resolve("cartulary.db"));
      } else if (parent != null && !Files.isDirectory(parent)) {
        notes.wrong(
            setting,
            file.toString(),
            "there is no directory " + parent,
            "Create it, or correct the path");
      } else if (parent != null && !Files.isWritable(parent)) {
        notes.wrong(
            setting,
            file.toString(),
            "the directory " + parent + " cannot be written, where SQLite also keeps its log",
            "Let the user that runs Cartulary write to it");
      } else if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
        notes.wrong(
            setting,
            file.toString(),
            "the file cannot be read and written",
            "Let the user that runs Cartulary do so");
      } else {
        return Optional.of(file);
      }
    } catch (InvalidPathException e) {
      notes.wrong(setting, written, "it is not a path", "Correct the path");
    }
    return Optional.empty();
  }
}
