package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database of its own, with a user, password and name that hold every character which
 * breaks careless URL code.
 */
public final class TestDatabase implements AutoCloseable {

  /** The password of every test user; nothing that a program prints may contain it. */
  public static final String PASSWORD = "p@ss:w/o?r#d%+ ü'\"\\$x";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestEngine engine;
  private final DatabaseServer server;
  private final String name;
  private final String user;
  private final Path file;

  private TestDatabase(
      TestEngine engine, DatabaseServer server, String name, String user, Path file) {
    this.engine = engine;
    this.server = server;
    this.name = name;
    this.user = user;
    this.file = file;
  }

  /** Creates an empty database on the engine's shared server. */
  public static TestDatabase create(TestEngine engine) {
    if (engine == TestEngine.SQLITE) {
      return sqlite();
    }
    DatabaseServer server = TestServers.of(engine);
    if (engine == TestEngine.MYSQL) {
      ExternalServer.enter();
    }
    return on(engine, server);
  }

  /** Creates an empty database on a server of the caller's own. */
  public static TestDatabase on(TestEngine engine, DatabaseServer server) {
    int number = COUNT.incrementAndGet();
    long process = ProcessHandle.current().pid();
    TestDatabase database =
        new TestDatabase(
            engine,
            server,
            "db" + process + "_" + number + " ü%+#@",
            "u" + process + "_" + number + " é@:/%",
            Path.of("."));
    database.createOnServer();
    return database;
  }

  private static TestDatabase sqlite() {
    try {
      Path directory = Files.createTempDirectory("cartulary-sqlite-");
      return new TestDatabase(
          TestEngine.SQLITE, null, "", "", directory.resolve("registry ü%+#.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createOnServer() {
    try (Connection connection = TestServers.administrator(server, administrative());
        Statement statement = connection.createStatement()) {
      if (server.isPostgresql()) {
        statement.execute("CREATE ROLE \"" + user + "\" LOGIN PASSWORD '" + sqlPassword() + "'");
        statement.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + user + "\"");
      } else {
        statement.execute("CREATE DATABASE `" + name + "`");
        statement.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + sqlPassword() + "'");
        statement.execute(
            "GRANT ALL PRIVILEGES ON `"
                + name.replace("_", "\\_").replace("%", "\\%")
                + "`.* TO '"
                + user
                + "'@'%'");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the test database cannot be created", e);
    }
  }

  /** Gives the user another password. Connections that are open stay open. */
  public void changePassword(String password) throws SQLException {
    String literal = "'" + sqlText(password) + "'";
    try (Connection connection = TestServers.administrator(server, administrative());
        Statement statement = connection.createStatement()) {
      statement.execute(
          server.isPostgresql()
              ? "ALTER ROLE \"" + user + "\" PASSWORD " + literal
              : "ALTER USER '" + user + "'@'%' IDENTIFIED BY " + literal);
    }
  }

  /** The server's numbers of the connections that the user has. */
  public List<Long> connections() {
    String query =
        server.isPostgresql()
            ? "SELECT pid FROM pg_stat_activity WHERE usename = '" + user + "'"
            : "SELECT id FROM information_schema.processlist WHERE user = '" + user + "'";
    List<Long> ids = new ArrayList<>();
    try (Connection connection = TestServers.administrator(server, administrative());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return ids;
  }

  /** Ends every connection of the user, as an administrator or a restart of the server would. */
  public void endConnections() {
    List<Long> ids = connections();
    try (Connection connection = TestServers.administrator(server, administrative());
        Statement statement = connection.createStatement()) {
      for (long id : ids) {
        try {
          statement.execute(
              server.isPostgresql() ? "SELECT pg_terminate_backend(" + id + ")" : "KILL " + id);
        } catch (SQLException gone) {
          // It ended by itself meanwhile.
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String sqlPassword() {
    return sqlText(PASSWORD);
  }

  private String sqlText(String text) {
    String quoted = text.replace("'", "''");
    return server.isPostgresql() ? quoted : quoted.replace("\\", "\\\\");
  }

  private String administrative() {
    return server.isPostgresql() ? "postgres" : "mysql";
  }

  public TestEngine engine() {
    return engine;
  }

  public DatabaseServer server() {
    return server;
  }

  /** The database's name on its server. */
  public String name() {
    return name;
  }

  public String user() {
    return user;
  }

  /** The SQLite file. */
  public Path file() {
    return file;
  }

  /** The value for {@code DATABASE_URL}. */
  public String url() {
    return url(PASSWORD);
  }

  /** The same with no password in it; for a server. */
  public String urlWithoutPassword() {
    return url(PASSWORD).replace(":" + encode(PASSWORD) + "@", "@");
  }

  /** The same with another password. */
  public String url(String password) {
    if (engine == TestEngine.SQLITE) {
      return "sqlite:"
          + file.toString().replace("%", "%25").replace("#", "%23").replace("?", "%3F");
    }
    return url(user, password);
  }

  /** The value for {@code DATABASE_URL} on another server that holds this database. */
  public String url(DatabaseServer other) {
    return url(user, PASSWORD, other.host(), other.port());
  }

  /** The value for {@code DATABASE_URL} with several servers that hold this database. */
  public String url(DatabaseServer first, DatabaseServer second) {
    return url()
        .replace(
            "@" + server.host() + ":" + server.port() + "/",
            "@%s:%d,%s:%d/".formatted(first.host(), first.port(), second.host(), second.port()));
  }

  /** The value for {@code DATABASE_URL} as another user of the server. */
  public String url(String user, String password) {
    return url(user, password, server.host(), server.port());
  }

  /** The value for {@code DATABASE_URL} that leads through the proxy, without encryption. */
  public String url(FaultProxy proxy) {
    return url(user, PASSWORD, "127.0.0.1", proxy.port()) + "?sslmode=disable";
  }

  private String url(String user, String password, String host, int port) {
    return (server.isPostgresql() ? "postgres://" : "mysql://")
        + encode(user)
        + ":"
        + encode(password)
        + "@"
        + host
        + ":"
        + port
        + "/"
        + encode(name);
  }

  /** The same as the server's administrator. */
  public String administratorUrl() {
    String password = server.administratorPassword();
    String url = url(server.administrator(), password);
    return password.isEmpty() ? url.replace(":@", "@") : url;
  }

  /** A connection to this database as another user of the server. */
  public Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(name), user, password);
  }

  /** A connection to this database with every right, beside the program under test. */
  public Connection connect() throws SQLException {
    return engine == TestEngine.SQLITE
        ? DriverManager.getConnection("jdbc:sqlite:" + file)
        : TestServers.administrator(server, name);
  }

  /** A connection of the database's user, as the program under test makes them. */
  public Connection connectAsUser() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(name), user, PASSWORD);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    if (server == null) {
      return; // the operating system clears its temporary directory
    }
    try (Connection connection = TestServers.administrator(server, administrative());
        Statement statement = connection.createStatement()) {
      if (server.isPostgresql()) {
        statement.execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
        statement.execute("DROP ROLE IF EXISTS \"" + user + "\"");
      } else {
        statement.execute("DROP DATABASE IF EXISTS `" + name + "`");
        statement.execute("DROP USER IF EXISTS '" + user + "'@'%'");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the test database cannot be dropped", e);
    } finally {
      if (engine == TestEngine.MYSQL) {
        ExternalServer.leave();
      }
    }
  }
}
