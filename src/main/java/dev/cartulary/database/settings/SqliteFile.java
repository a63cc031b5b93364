package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.Notes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Checks, before anything is touched, that a SQLite file can be opened or made, and makes it. */
public final class SqliteFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private SqliteFile() {}

  /**
   * Makes the file, empty, where there is none, for its owner only: it holds hashes of passwords.
   * SQLite gives the files beside it the same permissions. Those of a file that exists are the
   * user's own affair.
   */
  public static void make(Path file) {
    try {
      Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              forOwnerOnly(file))
          .close();
    } catch (IOException there) {
      return; // or it cannot be made, which opening it tells
    }
  }

  /**
   * How a new file is kept from others; nothing where the file system knows no such permissions.
   */
  public static FileAttribute<?>[] forOwnerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  /** Whether every user of the machine may read the file. */
  static boolean isOpenToAll(Path file) {
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

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
