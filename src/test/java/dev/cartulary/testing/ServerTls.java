package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The TLS side of a database server: which certificate it shows, and what it demands of users.
 * Changes hold for connections made after the call. PostgreSQL and MySQL take them while they run;
 * MariaDB takes another certificate while it runs, and is restarted to switch TLS on or off.
 */
public final class ServerTls implements AutoCloseable {

  /** What a user must bring besides the password. */
  public enum Demand {
    NOTHING,
    TLS,
    CLIENT_CERTIFICATE
  }

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TestDatabase database;
  private final DatabaseServer server;
  private final Path certificate;
  private final Path key;
  private final Path authority;
  private final List<String> original;
  private boolean on;

  /** For the server of this database, which the caller has for itself. */
  public ServerTls(TestDatabase database) {
    this.database = database;
    this.server = database.server();
    Path directory = Program.emptyDirectory();
    certificate = directory.resolve("server.crt");
    key = directory.resolve("server.key");
    authority = directory.resolve("clients.crt");
    original = database.engine() == TestEngine.MYSQL ? restoring() : List.of();
  }

  /** The statements that give a MySQL server back what it had. */
  private List<String> restoring() {
    List<String> statements = new ArrayList<>();
    for (String variable : List.of("ssl_cert", "ssl_key", "ssl_ca")) {
      String value = value("SELECT coalesce(@@GLOBAL." + variable + ", '')");
      statements.add("SET GLOBAL " + variable + " = '" + value + "'");
    }
    statements.add("ALTER INSTANCE RELOAD TLS");
    return statements;
  }

  /** Gives a server that the tests did not start its own certificate back. */
  @Override
  public void close() {
    execute(original.toArray(String[]::new));
  }

  /** Shows this certificate from now on, and takes client certificates of the authority. */
  public void show(TestCertificates.Issued shown, Path clientAuthority) {
    copy(shown.certificate(), certificate);
    copy(shown.key(), key);
    copy(clientAuthority, authority);
    if (server.isPostgresql()) {
      reload(
          "ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'",
          "ALTER SYSTEM SET ssl_key_file = '" + key + "'",
          "ALTER SYSTEM SET ssl_ca_file = '" + authority + "'",
          "ALTER SYSTEM SET ssl = on");
    } else if (database.engine() == TestEngine.MYSQL) {
      execute(
          "SET GLOBAL ssl_cert = '" + certificate + "'",
          "SET GLOBAL ssl_key = '" + key + "'",
          "SET GLOBAL ssl_ca = '" + authority + "'",
          "ALTER INSTANCE RELOAD TLS");
    } else if (on) {
      execute("FLUSH SSL");
    } else {
      server.restartWith(
          List.of("--ssl-cert=" + certificate, "--ssl-key=" + key, "--ssl-ca=" + authority));
    }
    on = true;
  }

  /** Offers no TLS from now on. */
  public void off() {
    if (server.isPostgresql()) {
      reload("ALTER SYSTEM SET ssl = off");
    } else if (database.engine() == TestEngine.MYSQL) {
      execute("SET GLOBAL ssl_cert = '/nowhere'", "ALTER INSTANCE RELOAD TLS NO ROLLBACK ON ERROR");
    } else {
      server.restartWith(List.of("--skip-ssl"));
    }
    on = false;
  }

  /** Demands this of the database's user from now on. */
  public void demand(Demand demand) {
    if (server.isPostgresql()) {
      server.hostRule(
          switch (demand) {
            case NOTHING -> "host all all all scram-sha-256";
            case TLS -> "hostssl all all all scram-sha-256";
            case CLIENT_CERTIFICATE -> "hostssl all all all scram-sha-256 clientcert=verify-ca";
          });
      reload();
    } else {
      String required =
          switch (demand) {
            case NOTHING -> "NONE";
            case TLS -> "SSL";
            case CLIENT_CERTIFICATE -> "X509";
          };
      execute("ALTER USER '" + database.user() + "'@'%' REQUIRE " + required);
    }
  }

  /** The postmaster reads its files some time after it was asked to; a new session shows when. */
  private void reload(String... statements) {
    String before = loadTime();
    execute(statements);
    execute("SELECT pg_reload_conf()");
    Await.until(LIMIT, "PostgreSQL has read its settings", () -> !loadTime().equals(before));
  }

  private String loadTime() {
    return value("SELECT pg_conf_load_time()");
  }

  private String value(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String... statements) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the server's TLS cannot be changed", e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
