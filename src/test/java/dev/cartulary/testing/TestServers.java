package dev.cartulary.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/** The database servers of a test run: started on first use, shared by all suites, real ones. */
final class TestServers {

  private static final Map<TestEngine, DatabaseServer> RUNNING = new EnumMap<>(TestEngine.class);

  private TestServers() {}

  static synchronized DatabaseServer of(TestEngine engine) {
    return RUNNING.computeIfAbsent(
        engine,
        it ->
            switch (it) {
              case SQLITE -> throw new IllegalArgumentException("SQLite has no server");
              case POSTGRESQL -> DatabaseServer.postgresql();
              case MARIADB -> DatabaseServer.mariaDb();
              case MYSQL -> external();
            });
  }

  private static DatabaseServer external() {
    String url = System.getenv("MYSQL_TEST_URL");
    assumeTrue(
        url != null && !url.isBlank(),
        "MYSQL_TEST_URL names no MySQL server, for example mysql://root@127.0.0.1:3306/mysql");
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo().split(":", 2);
    return DatabaseServer.external(
        uri.getHost(), uri.getPort(), user[0], user.length > 1 ? user[1] : "");
  }

  /** A connection as the server's own administrator. */
  static Connection administrator(DatabaseServer server, String database) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl(database), server.administrator(), server.administratorPassword());
  }
}
