package dev.cartulary.database.grants;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** Runs a GRANT that must not fail in silence. */
public final class GrantStatement {

  /** Privilege not granted: PostgreSQL only warns where the user has no right to grant it. */
  private static final String NOT_GRANTED = "01007";

  private GrantStatement() {}

  /**
   * Runs the statement.
   *
   * @throws SQLException where the database refuses, or grants less than the statement says
   */
  public static void execute(Statement statement, String sql) throws SQLException {
    statement.execute(sql);
    for (SQLWarning it = statement.getWarnings(); it != null; it = it.getNextWarning()) {
      if (NOT_GRANTED.equals(it.getSQLState())) {
        throw new SQLException(it.getMessage(), NOT_GRANTED, it);
      }
    }
  }
}
