package dev.cartulary.bench;

import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** An empty database for one series of measurements. */
final class Database implements AutoCloseable {

  private final Path sqliteFile;
  private final TestDatabase onServer;

  private Database(Path sqliteFile, TestDatabase onServer) {
    this.sqliteFile = sqliteFile;
    this.onServer = onServer;
  }

  static Database create(TestEngine engine) {
    if (engine != TestEngine.SQLITE) {
      return new Database(null, TestDatabase.create(engine));
    }
    try {
      // Below target and not in /tmp, which may be memory: a commit shall reach a disk.
      Path directory = Files.createTempDirectory(Path.of("target", "bench").toAbsolutePath(), "db");
      return new Database(directory.resolve("cartulary.db"), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return onServer == null ? "sqlite:" + sqliteFile : onServer.url();
  }

  /** A plain JDBC connection; on SQLite with the settings that Cartulary uses. */
  Connection connect() throws SQLException {
    if (onServer != null) {
      return onServer.connect();
    }
    Properties properties = new Properties();
    properties.setProperty("journal_mode", "WAL");
    properties.setProperty("synchronous", "FULL");
    properties.setProperty("busy_timeout", "30000");
    properties.setProperty("transaction_mode", "IMMEDIATE");
    return DriverManager.getConnection("jdbc:sqlite:" + sqliteFile, properties);
  }

  @Override
  public void close() {
    if (onServer != null) {
      onServer.close();
    }
  }
}
