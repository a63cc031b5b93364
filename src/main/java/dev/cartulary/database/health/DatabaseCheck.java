package dev.cartulary.database.health;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.Pooler;
import dev.cartulary.database.PostgresSchema;
import dev.cartulary.database.diagnosis.ConnectionDiagnosis;
import dev.cartulary.database.diagnosis.DatabaseProduct;
import dev.cartulary.database.diagnosis.FailureWords;
import dev.cartulary.database.diagnosis.ServerCertificate;
import dev.cartulary.database.diagnosis.ServerHandshake;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.database.grants.Privileges;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator needs to know of the connection before trusting it. */
@Singleton
public class DatabaseCheck {

  private static final int ROUND_TRIPS = 5;
  private static final int VALIDATION_SECONDS = 5;

  /** How long before its end a server's certificate is warned of. */
  private static final Duration RENEW_WITHIN = Duration.ofDays(30);

  /**
   * The result of a check.
   *
   * @param passed whether the connection works, no privilege is missing, and the server allows as
   *     many connections as all instances may open
   * @param supported whether, as far as is known, it is the product that the settings claim, and no
   *     older than Cartulary works with
   * @param lines the findings in words, without secrets
   */
  public record Report(boolean passed, boolean supported, List<String> lines) {}

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
      String tls = ConnectionFacts.tls(connection, settings.engine());
      lines.add("tls:        " + tls);
      if (!tls.equals(ConnectionFacts.TLS_OFF)) {
        certificates(settings, lines);
      }
      if (settings.engine() == Engine.POSTGRESQL) {
        String pooler = Pooler.kind(connection, database::openConnection).words();
        lines.add("pooler:     " + pooler);
        lines.add("schema:     " + PostgresSchema.of(connection).orElse("none that it may use"));
      }
      List<String> missing = Privileges.missing(connection, database);
      lines.add("privileges: " + (missing.isEmpty() ? "complete" : "missing"));
      missing.forEach(privilege -> lines.add("  missing:  " + privilege));
      Optional<ConnectionBudget> budget = ConnectionBudget.of(connection, settings);
      budget.ifPresent(sum -> budget(sum, lines));
      lines.add("latency:    " + latencyMicros(connection) + " µs (median of " + ROUND_TRIPS + ")");
      boolean fits = budget.map(ConnectionBudget::fits).orElse(true);
      return new Report(missing.isEmpty() && fits, true, lines);
    } catch (UnsupportedDatabase other) {
      lines.add("failed:     " + other.getMessage());
      return new Report(false, false, lines);
    } catch (SQLException failure) {
      return failed(failure, lines);
    }
  }

  private Report failed(SQLException failure, List<String> lines) {
    try {
      ConnectionDiagnosis.refuseOtherProduct(database.settings(), failure);
    } catch (UnsupportedDatabase other) {
      lines.add("failed:     " + other.getMessage());
      return new Report(false, false, lines);
    }
    String words = FailureWords.of(database.explained(failure));
    lines.add("failed:     " + words.lines().findFirst().orElse(""));
    Privileges.missingToConnect(database, failure)
        .forEach(privilege -> lines.add("  missing:  " + privilege));
    return new Report(false, true, lines);
  }

  private static void budget(ConnectionBudget budget, List<String> lines) {
    lines.add("budget:     " + budget.sentence());
    String label = budget.fits() ? "  warning:  " : "  too many: ";
    budget.advice().ifPresent(advice -> lines.add(label + advice));
  }

  /** Of every host, since any of them may be the next to answer. */
  private static void certificates(DatabaseSettings settings, List<String> lines) {
    Instant now = Instant.now();
    for (HostPort server : settings.hosts()) {
      ServerHandshake.with(server, settings.engine())
          .filter(seen -> !seen.chain().isEmpty())
          .map(seen -> new ServerCertificate(seen.chain()))
          .ifPresent(certificate -> {
            long days = Duration.between(now, certificate.expires()).toDays();
            boolean expired = now.isAfter(certificate.expires());
            lines.add(
                "cert:       "
                    + server
                    + (expired ? " expired " : " expires ")
                    + certificate.expires()
                    + (expired ? "" : ", in " + days + (days == 1 ? " day" : " days"))
                    + " ("
                    + certificate.subject()
                    + ", issued by "
                    + certificate.issuer()
                    + ")");
            if (expired || days < RENEW_WITHIN.toDays()) {
              lines.add(
                  "  warning:  renew the certificate of "
                      + server
                      + ": from "
                      + certificate.expires()
                      + " on, verify-ca and verify-full refuse it");
            }
          });
    }
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
