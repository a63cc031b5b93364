package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a thief of a database's files could read in them. */
public final class RawFiles {

  private final List<Path> files;

  private RawFiles(List<Path> files) {
    this.files = files;
  }

  /**
   * The files, once the engine has written what it holds in memory.
   *
   * @param table whose rows must be in them
   */
  public static RawFiles of(TestDatabase database, String table) throws IOException, SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Path directory =
          switch (database.engine()) {
            case SQLITE -> database.file().getParent();
            case POSTGRESQL -> {
              statement.execute("CHECKPOINT");
              yield Path.of(text(statement, "SHOW data_directory"));
            }
            case MARIADB, MYSQL -> {
              Path data = Path.of(text(statement, "SELECT @@datadir"));
              statement.execute("FLUSH TABLES " + table + " FOR EXPORT");
              yield data;
            }
          };
      try (Stream<Path> walk = Files.walk(directory)) {
        return new RawFiles(walk.filter(Files::isRegularFile).toList());
      }
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** The files in which the text stands. */
  public List<Path> holding(String text) throws IOException {
    List<Path> holders = new ArrayList<>();
    for (Path file : files) {
      if (Files.exists(file)
          && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
        holders.add(file);
      }
    }
    return holders;
  }
}
