package dev.cartulary.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The driver of SQLite's pool: the engine's own, whose connections are always in the state that
 * they claim to be in. Agroal makes it by its name, from {@code application.properties}.
 */
public final class SqliteDriver extends FreshPasswordDriver {

  private static final String PREFIX = "jdbc:sqlite:";

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    return url.startsWith(PREFIX) ? new SteadyConnection(url, properties) : null;
  }

  /**
   * The engine's own connection takes itself to be in a transaction although its BEGIN was refused,
   * so that every later statement is committed at once; and it begins the next transaction as a
   * part of COMMIT, which then waits for the write lock, or fails for it, with everything stored.
   */
  private static final class SteadyConnection extends JDBC4Connection {

    SteadyConnection(String url, Properties properties) throws SQLException {
      super(url, url.substring(PREFIX.length()), properties);
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
      boolean before = getAutoCommit();
      try {
        super.setAutoCommit(on);
      } catch (SQLException refused) {
        getConnectionConfig().setAutoCommit(before);
        throw refused;
      }
    }

    @Override
    public void commit() throws SQLException {
      if (getAutoCommit()) {
        throw new SQLException("there is no transaction to commit");
      }
      end("commit;");
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
    }
  }
}
