package dev.cartulary.database;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's native library faster than the driver does by itself: the driver writes it to a
 * file and then compares the file byte by byte, which takes longer than the rest of our start. Here
 * it is written once, loaded, and removed.
 */
final class SqliteLibrary {

  private static final Logger LOG = Logger.getLogger(SqliteLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";

  private SqliteLibrary() {}

  /**
   * Loads the library once; where this way fails, the driver goes its own at the first connection.
   */
  static synchronized void load() {
    if (System.getProperty(PATH) != null) {
      return; // somebody keeps the library in a place of their own
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream content = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (content == null) {
        return;
      }
      Path directory = Files.createTempDirectory("cartulary-sqlite-");
      Path file = directory.resolve(name);
      try {
        Files.write(file, content.readAllBytes());
        System.setProperty(PATH, directory.toString());
        System.setProperty(NAME, name);
        SQLiteJDBCLoader.initialize();
      } finally {
        System.clearProperty(PATH);
        System.clearProperty(NAME);
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
      }
    } catch (Exception e) { // the loader declares no narrower one
      LOG.debugf(e, "the SQLite library is left to the driver");
    }
  }
}
