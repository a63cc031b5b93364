package dev.cartulary.database.settings;

import dev.cartulary.config.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library faster than the driver does by itself. The driver runs {@code
 * uname} to tell Linux from Android, searches the whole temporary directory for libraries of
 * earlier runs, and compares the file that it wrote byte by byte; together that takes as long as
 * the rest of our start. Here the library is written once, loaded, and removed.
 */
public final class SqliteLibrary {

  private static final Logger LOG = Logger.getLogger(SqliteLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String TEMPORARY = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /**
   * Loads the library once; where this way fails, as with another C library than glibc, the driver
   * goes its own.
   *
   * @param database the file of the database, in whose directory the library may be for a moment
   *     where the temporary directory cannot be used; null for a database in memory
   */
  public static synchronized void load(@Nullable Path database) {
    if (System.getProperty(PATH) != null || System.getProperty(TEMPORARY) != null) {
      return; // somebody keeps the library in a place of their own
    }
    String name = System.mapLibraryName("sqlitejdbc");
    String resource = "/org/sqlite/native/" + platform() + "/" + name;
    try (InputStream content = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (content != null) {
        load(name, content.readAllBytes(), ScratchDirectory.usable(parentOf(database)));
      }
    } catch (Exception e) { // the loader declares no narrower one
      LOG.debugf(e, "the SQLite library is left to the driver");
    }
  }

  /** What is wrong where the library can be put nowhere; empty where it can. */
  static Optional<Finding> trouble(@Nullable Path database) {
    boolean own = System.getProperty(PATH) != null || System.getProperty(TEMPORARY) != null;
    return own || !ScratchDirectory.usable(parentOf(database)).isEmpty()
        ? Optional.empty()
        : Optional.of(finding(database));
  }

  static Finding finding(@Nullable Path database) {
    return new Finding(
        "TMPDIR",
        null,
        ScratchDirectory.trouble(parentOf(database)),
        "Set it to a directory that this user can write to");
  }

  private static @Nullable Path parentOf(@Nullable Path database) {
    return database == null ? null : database.toAbsolutePath().getParent();
  }

  /** Tries one place after the other: one may be full. */
  private static void load(String name, byte[] library, List<Path> places) throws Exception {
    for (Path place : places) {
      Path directory;
      try {
        directory = Files.createTempDirectory(place, "cartulary-sqlite-"); // mode 0700
      } catch (IOException full) {
        LOG.debugf(full, "no SQLite library in %s", place);
        continue;
      }
      Path file = directory.resolve(name);
      try {
        Files.write(file, library);
        System.setProperty(PATH, directory.toString());
        System.setProperty(NAME, name);
        System.setProperty(TEMPORARY, directory.toString());
        SQLiteJDBCLoader.initialize();
        return;
      } catch (IOException full) {
        LOG.debugf(full, "no SQLite library in %s", place);
      } finally {
        System.clearProperty(PATH);
        System.clearProperty(NAME);
        System.clearProperty(TEMPORARY);
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
      }
    }
  }

  /** The driver's name for the platform: the operating system and the processor. */
  private static String platform() {
    String processor = System.getProperty("os.arch");
    return System.getProperty("os.name") + "/" + (processor.equals("amd64") ? "x86_64" : processor);
  }
}
