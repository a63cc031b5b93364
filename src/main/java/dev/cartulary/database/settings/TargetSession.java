package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Which of several servers is to be used: {@code target_session_attrs}, with the words of
 * PostgreSQL's libpq and the same meaning on every engine. {@code read-write} and {@code primary}
 * both ask whether the server takes writes.
 */
public enum TargetSession {
  ANY,
  READ_WRITE,
  STANDBY,
  PREFER_STANDBY;

  /** What the settings say; by default a server that takes writes, where there are several. */
  static TargetSession of(Settings settings, int hosts) {
    return settings
        .choice(Setting.DB_TARGET_SESSION_ATTRS)
        .map(TargetSession::ofWord)
        .orElse(hosts > 1 ? READ_WRITE : ANY);
  }

  private static TargetSession ofWord(String word) {
    return switch (word) {
      case "read-write", "primary" -> READ_WRITE;
      case "standby" -> STANDBY;
      case "prefer-standby" -> PREFER_STANDBY;
      default -> ANY;
    };
  }

  /** Whether the connection leads to such a server; {@link #ANY} asks nothing. */
  public boolean fits(Connection connection, Engine engine) throws SQLException {
    return switch (this) {
      case ANY -> true;
      case READ_WRITE -> !isReadOnly(connection, engine);
      case STANDBY, PREFER_STANDBY -> isReadOnly(connection, engine);
    };
  }

  /** Whether the server takes no writes: a standby, or one that was told to take none. */
  private static boolean isReadOnly(Connection connection, Engine engine) throws SQLException {
    String question =
        engine == Engine.POSTGRESQL
            ? "SHOW transaction_read_only"
            // Asked as a list: MariaDB has no super_read_only.
            : "SHOW GLOBAL VARIABLES WHERE Variable_name IN"
                + " ('read_only', 'super_read_only', 'innodb_read_only')";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        if (!rows.getString(engine == Engine.POSTGRESQL ? 1 : 2).equalsIgnoreCase("off")) {
          return true;
        }
      }
      return false;
    }
  }

  /** Why a server is not taken, as the end of a sentence about it. */
  public String refusal() {
    return this == READ_WRITE ? "takes no writes" : "takes writes, so it is no standby";
  }
}
