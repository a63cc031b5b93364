package dev.cartulary.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A real database server on loopback: PostgreSQL and MariaDB from Maven Central, or one that runs
 * already. Those that the tests start can be frozen, killed and started again on the same data.
 */
public final class DatabaseServer implements AutoCloseable {

  /** Where a server that runs already keeps its data: somewhere the tests must not touch. */
  private static final Path NOT_OURS = Path.of("");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final boolean postgresql;
  private final String host;
  private final int port;
  private final String administrator;
  private final String administratorPassword;
  private final Path data;
  private final Runnable starter;
  private final AtomicReference<List<String>> options;

  private DatabaseServer(
      boolean postgresql,
      String host,
      int port,
      String administrator,
      String administratorPassword,
      Path data,
      AtomicReference<List<String>> options,
      Runnable starter) {
    this.postgresql = postgresql;
    this.host = host;
    this.port = port;
    this.administrator = administrator;
    this.administratorPassword = administratorPassword;
    this.data = data;
    this.options = options;
    this.starter = starter;
  }

  /** Starts a PostgreSQL server of its own. */
  public static DatabaseServer postgresql() {
    DatabaseServer server = postgresqlOn(temporary("postgresql"));
    server.demandPasswords();
    return server;
  }

  /** Starts a PostgreSQL server on the data that are there, or on empty ones. */
  static DatabaseServer postgresqlOn(Path data) {
    int port = freePort();
    AtomicReference<EmbeddedPostgres> running = new AtomicReference<>();
    Runnable starter =
        () -> {
          try {
            EmbeddedPostgres killed = running.get();
            if (killed != null) {
              killed.close(); // gives its lock on the data directory back
            }
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            running.set(
                EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("max_connections", "200")
                    // The library's default, off, loses what was acknowledged just before a kill.
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(START_LIMIT)
                    .start());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    starter.run();
    return new DatabaseServer(
        true,
        "localhost",
        port,
        "postgres",
        "postgres",
        data,
        new AtomicReference<>(List.of()),
        starter);
  }

  /** Trust is for the administrator only; everybody else must know a password, as in real life. */
  private void demandPasswords() {
    hostRule("host all all all scram-sha-256");
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl("postgres"), administrator, administratorPassword);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL cannot be set up", e);
    }
  }

  /** Writes PostgreSQL's rule for everybody but the administrator; it must be told to read it. */
  void hostRule(String rule) {
    try {
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "local all postgres trust\nhost all,replication postgres all trust\n" + rule + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a MariaDB server of its own. */
  public static DatabaseServer mariaDb() {
    return mariaDb(List.of());
  }

  /** Starts a MariaDB server of its own with these options. */
  static DatabaseServer mariaDb(List<String> arguments) {
    Path data = temporary("mariadb");
    int port = freePort();
    return mariaDbOn(MariaDb.prepare(data, port), port, arguments);
  }

  /** Starts another MariaDB server with these options, on the data of one that was made before. */
  static DatabaseServer mariaDbOn(Path data, List<String> arguments) {
    return mariaDbOn(data, freePort(), arguments);
  }

  private static DatabaseServer mariaDbOn(Path data, int port, List<String> arguments) {
    AtomicReference<List<String>> options = new AtomicReference<>(arguments);
    Runnable starter = () -> MariaDb.start(data, port, options.get());
    starter.run();
    return new DatabaseServer(false, "127.0.0.1", port, "root", "", data, options, starter);
  }

  static DatabaseServer external(String host, int port, String user, String password) {
    return new DatabaseServer(
        false,
        host,
        port,
        user,
        password,
        NOT_OURS,
        new AtomicReference<>(List.of()),
        () -> {
          throw new UnsupportedOperationException("this server was not started by the tests");
        });
  }

  public boolean isPostgresql() {
    return postgresql;
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Where it keeps its data. */
  Path data() {
    return data;
  }

  String administrator() {
    return administrator;
  }

  String administratorPassword() {
    return administratorPassword;
  }

  String jdbcUrl(String database) {
    String encoded = TestDatabase.encode(database);
    return postgresql
        ? "jdbc:postgresql://" + host + ":" + port + "/" + encoded
        : "jdbc:mysql://"
            + host
            + ":"
            + port
            + "/"
            + encoded
            // Not encrypted: the driver would refuse an expired certificate that a test shows.
            + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&characterEncoding=UTF-8";
  }

  /** Stops every process of the server where it stands, as a stalled disk or host would. */
  public void freeze() {
    signal("-STOP");
  }

  /** Lets a frozen server go on. */
  public void thaw() {
    signal("-CONT");
  }

  /** Kills the server, as a crash would. */
  public void kill() {
    signal("-KILL");
    Await.until(START_LIMIT, "the server is gone", () -> processes().isEmpty());
  }

  /** Starts the killed server again, on the same data and port. */
  public void startAgain() {
    starter.run();
  }

  /** Starts a MariaDB server again with these options in place of earlier ones. */
  void restartWith(List<String> arguments) {
    kill();
    options.set(arguments);
    startAgain();
  }

  private void signal(String name) {
    if (data.equals(NOT_OURS)) {
      throw new UnsupportedOperationException("this server was not started by the tests");
    }
    try {
      for (long pid : processes()) {
        new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server's processes: those that name its data directory, and their descendants. */
  private List<Long> processes() {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process.pid()).contains(data.toString()))
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(ProcessHandle::pid)
        .distinct()
        .filter(pid -> !commandLine(pid).isEmpty())
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public void close() {
    signal("-CONT");
    signal("-KILL");
  }

  static Path temporary(String name) {
    try {
      return Files.createTempDirectory("cartulary-" + name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
