package dev.cartulary.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What an operator wants to know of the connection before trusting it. */
@Singleton
public class DatabaseCheck {

  private static final int ROUND_TRIPS = 5;
  private static final int VALIDATION_SECONDS = 5;

  /**
   * The result of a check.
   *
   * @param passed whether the connection works and no privilege is missing
   * @param lines the findings in words, without secrets
   */
  public record Report(boolean passed, List<String> lines) {}

  private final ActiveDatabase database;

  DatabaseCheck(ActiveDatabase database) {
    this.database = database;
  }

  /** Connects and looks; changes nothing. */
  public Report run() {
    DatabaseSettings settings = database.settings();
    List<String> lines = new ArrayList<>();
    lines.add("url:        " + settings.maskedUrl());
    try (Connection connection = database.openConnection()) {
      DatabaseProduct product = DatabaseProduct.verified(connection, settings);
      lines.add("engine:     " + product.name());
      lines.add("version:    " + product.version());
      lines.add("tls:        " + ConnectionFacts.tls(connection, settings.engine()));
      List<String> missing = Privileges.missing(connection, database);
      lines.add("privileges: " + (missing.isEmpty() ? "complete" : "missing"));
      missing.forEach(privilege -> lines.add("  missing:  " + privilege));
      lines.add("latency:    " + latencyMicros(connection) + " µs (median of " + ROUND_TRIPS + ")");
      return new Report(missing.isEmpty(), lines);
    } catch (SQLException failure) {
      lines.add("failed:     " + reason(failure));
      Privileges.missingToConnect(database, failure)
          .forEach(privilege -> lines.add("  missing:  " + privilege));
      return new Report(false, lines);
    }
  }

  private String reason(SQLException failure) {
    return ServerProbe.explain(database.settings())
        .orElseGet(() -> String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
  }

  private static long latencyMicros(Connection connection) throws SQLException {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long start = System.nanoTime();
      if (!connection.isValid(VALIDATION_SECONDS)) {
        throw new SQLException("the connection does not answer", "08006");
      }
      micros.add((System.nanoTime() - start) / 1000);
    }
    micros.sort(null);
    return micros.get(ROUND_TRIPS / 2);
  }
}
