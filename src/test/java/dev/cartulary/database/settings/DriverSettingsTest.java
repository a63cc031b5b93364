package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.conf.ConnectionUrl;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** Asks the drivers themselves what they understand. */
class DriverSettingsTest {
  private static final List<HostPort> HOSTS =
      List.of(new HostPort("h1", 1), new HostPort("::1", 2));

  @Property(tries = 200)
  void thePostgresDriverReadsAnyDatabaseName(
      @ForAll @CharRange(from = 1, to = '\ud7ff') @StringLength(min = 1, max = 20) String name) {
    Properties read = Driver.parseURL(driver(Engine.POSTGRESQL, name).jdbcUrl(), new Properties());

    assertThat(read)
        .containsEntry("PGDBNAME", name)
        .containsEntry("PGHOST", "h1,[::1]")
        .containsEntry("PGPORT", "1,2");
  }

  @Property(tries = 200)
  void theMysqlDriverReadsAnyDatabaseName(
      @ForAll @CharRange(from = 1, to = '\ud7ff') @StringLength(min = 1, max = 20) String name) {
    // The driver drops blanks around the name; MySQL has no such names.
    Assume.that(name.equals(name.trim()));
    ConnectionUrl read =
        ConnectionUrl.getConnectionUrlInstance(
            driver(Engine.MYSQL, name).jdbcUrl(), new Properties());

    assertThat(read.getDatabase()).isEqualTo(name);
    assertThat(read.getHostsList()).extracting("port").containsExactly(1, 2);
  }

  @Test
  void sqliteOpensAFileOfAnyName(@TempDir Path directory) throws SQLException {
    Path file = directory.resolve("a ?#%41&mode=memory ü.db");

    try (Connection connection = open(DriverSettings.sqlite(file))) {
      assertThat(query(connection, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(query(connection, "PRAGMA foreign_keys")).isEqualTo("1");
      assertThat(query(connection, "PRAGMA busy_timeout")).isEqualTo("10000");
      assertThat(query(connection, "PRAGMA synchronous")).isEqualTo("2");
    }

    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void allConnectionsToTheMemoryDatabaseSeeTheSame() throws SQLException {
    try (Connection first = open(DriverSettings.sqliteInMemory());
        Connection second = open(DriverSettings.sqliteInMemory());
        Statement statement = first.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES (7)");

      assertThat(query(second, "SELECT a FROM t")).isEqualTo("7");
    }
  }

  private static DriverSettings driver(Engine engine, String database) {
    DatabaseTarget target = new DatabaseTarget(engine, "ann", null, HOSTS, database);
    Settings settings = Settings.load(Map.of(), Map.of(), Path.of("/nowhere"));
    return engine == Engine.POSTGRESQL
        ? DriverSettings.postgresql(settings, target, Map.of())
        : DriverSettings.mysql(settings, target, SslMode.PREFER, Map.of());
  }

  private static Connection open(DriverSettings driver) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(driver.properties());
    return DriverManager.getConnection(driver.jdbcUrl(), properties);
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
