package dev.cartulary.database.health;

import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks each engine, in its own words, about TLS. */
final class ConnectionFacts {

  /** What {@link #tls} says of a connection without encryption. */
  static final String TLS_OFF = "off";

  private ConnectionFacts() {}

  /** For example {@code TLSv1.3, TLS_AES_256_GCM_SHA384}, or {@code off}. */
  static String tls(Connection connection, Engine engine) throws SQLException {
    return switch (engine) {
      case SQLITE -> "not applicable (a local file)";
      case POSTGRESQL -> {
        List<String> row =
            row(
                connection,
                "SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl");
        yield row.isEmpty() ? TLS_OFF : String.join(", ", row);
      }
      case MYSQL -> {
        List<String> version = row(connection, "SHOW SESSION STATUS LIKE 'Ssl_version'");
        List<String> cipher = row(connection, "SHOW SESSION STATUS LIKE 'Ssl_cipher'");
        yield version.size() < 2 || version.get(1).isEmpty()
            ? TLS_OFF
            : version.get(1) + ", " + cipher.get(1);
      }
    };
  }

  private static List<String> row(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> values = new ArrayList<>();
        if (rows.next()) {
          for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            values.add(String.valueOf(rows.getString(column)));
          }
        }
        return values;
      }
    }
  }
}
