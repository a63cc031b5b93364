package dev.cartulary.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The driver of SQLite's pool: the engine's own, whose connections are always in the state that
 * they claim to be in. Agroal makes it by its name, from {@code application.properties}.
 */
public final class SqliteDriver extends FreshPasswordDriver {

  private static final String PREFIX = "jdbc:sqlite:";

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    if (!url.startsWith(PREFIX)) {
      return null;
    }
    Properties given = new Properties();
    given.putAll(properties);
    // Else the driver asks for the last row's number after each change, which nobody wants to know.
    given.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
    return new SteadyConnection(url, given);
  }

  /**
   * The engine's own connection takes itself to be in a transaction although its BEGIN was refused,
   * so that every later statement is committed at once; and it begins the next transaction as a
   * part of COMMIT, which then waits for the write lock, or fails for it, with everything stored.
   *
   * <p>What the {@link SqliteWriter} commits is written without waiting for the disk: it waits
   * later, for many transactions at once.
   */
  private static final class SteadyConnection extends JDBC4Connection {

    private final Optional<WalSync> sync;
    private boolean shares;

    SteadyConnection(String url, Properties properties) throws SQLException {
      super(url, url.substring(PREFIX.length()), properties);
      this.sync = sync();
    }

    /** Empty for a database in memory, and where the file system refused SQLite its log. */
    private Optional<WalSync> sync() throws SQLException {
      try (Statement statement = createStatement()) {
        String mode;
        try (ResultSet row = statement.executeQuery("pragma journal_mode")) {
          mode = row.next() ? row.getString(1) : "";
        }
        try (ResultSet row = statement.executeQuery("pragma database_list")) {
          String file = row.next() ? row.getString("file") : "";
          return mode.equals("wal") && file != null && !file.isEmpty()
              ? Optional.of(WalSync.of(Path.of(file)))
              : Optional.empty();
        }
      }
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
      boolean before = getAutoCommit();
      if (before && !on) {
        share(SqliteWriter.isThisThread() && sync.isPresent());
      }
      try {
        super.setAutoCommit(on);
      } catch (SQLException refused) {
        getConnectionConfig().setAutoCommit(before);
        share(false);
        throw refused;
      }
    }

    /** SQLite takes it outside of a transaction only. */
    private void share(boolean shared) throws SQLException {
      if (shares != shared) {
        getDatabase().exec("pragma synchronous=" + (shared ? "NORMAL" : "FULL"), true);
        shares = shared;
      }
    }

    @Override
    public void commit() throws SQLException {
      if (getAutoCommit()) {
        throw new SQLException("there is no transaction to commit");
      }
      boolean shared = shares;
      end("commit;");
      if (shared) {
        sync.ifPresent(SqliteWriter::committed);
      }
    }

    @Override
    public void rollback() throws SQLException {
      if (!getAutoCommit()) { // else its BEGIN was refused
        end("rollback;");
      }
    }

    /** Ends the transaction and begins no other: the pool asks for each one. */
    private void end(String sql) throws SQLException {
      getDatabase().exec(sql, false);
      getConnectionConfig().setAutoCommit(true);
      share(false);
    }
  }
}
