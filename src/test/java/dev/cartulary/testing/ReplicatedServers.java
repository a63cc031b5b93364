package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database server and a copy of it that follows. A commit is confirmed once the other server has
 * it too: PostgreSQL's synchronous replication, MariaDB's semi-synchronous one. So no acknowledged
 * write may be missing on the second server, whatever happens to the first.
 */
public final class ReplicatedServers implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How long a replica may take to apply what it has received. */
  private static final int APPLY_SECONDS = 30;

  private final DatabaseServer primary;
  private final DatabaseServer standby;

  private final TestDatabase database;

  private ReplicatedServers(DatabaseServer primary, DatabaseServer standby, TestEngine engine) {
    this.primary = primary;
    this.standby = standby;
    this.database = TestDatabase.on(engine, primary);
  }

  /** Starts both servers. */
  public static ReplicatedServers start(TestEngine engine) {
    return switch (engine) {
      case POSTGRESQL -> postgresql();
      case MARIADB -> mariaDb();
      default -> throw new IllegalArgumentException("no replication on " + engine);
    };
  }

  private static ReplicatedServers postgresql() {
    DatabaseServer primary = DatabaseServer.postgresql();
    primary.kill();
    Path data = copy(primary.data());
    try {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
      Files.createFile(data.resolve("standby.signal"));
      Files.writeString(
          data.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=%s port=%d user=%s application_name=standby'%n"
              .formatted(primary.host(), primary.port(), primary.administrator()),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    primary.startAgain();
    DatabaseServer standby = DatabaseServer.postgresqlOn(data);
    execute(
        primary,
        "ALTER SYSTEM SET synchronous_standby_names = 'standby'",
        "SELECT pg_reload_conf()");
    Await.until(
        LIMIT,
        "the standby follows",
        () ->
            answer(primary, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                .equals("1"));
    return new ReplicatedServers(primary, standby, TestEngine.POSTGRESQL);
  }

  private static ReplicatedServers mariaDb() {
    DatabaseServer primary = DatabaseServer.mariaDb(replicating(1, true));
    primary.kill();
    Path data = copy(primary.data());
    primary.startAgain();
    DatabaseServer standby = DatabaseServer.mariaDbOn(data, replicating(2, false));
    execute(
        standby,
        ("CHANGE MASTER TO MASTER_HOST = '%s', MASTER_PORT = %d, MASTER_USER = '%s',"
                + " MASTER_USE_GTID = slave_pos, MASTER_SSL = 0")
            .formatted(primary.host(), primary.port(), primary.administrator()),
        "START SLAVE",
        "SET GLOBAL read_only = 1");
    Await.until(
        LIMIT,
        "the replica follows",
        () -> status(primary, "Rpl_semi_sync_master_clients").equals("1"));
    return new ReplicatedServers(primary, standby, TestEngine.MARIADB);
  }

  /** Only a primary waits for confirmation: nobody follows the replica. */
  private static List<String> replicating(int serverId, boolean primary) {
    return List.of(
        "--server-id=" + serverId,
        "--log-bin=changes",
        "--log-slave-updates",
        // Without it, the first start makes a key, which takes the longest of all.
        "--skip-ssl",
        "--rpl-semi-sync-slave-enabled=ON",
        "--rpl-semi-sync-master-enabled=" + (primary ? "ON" : "OFF"),
        "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
        // In milliseconds: without it, commits would be confirmed without the replica after 10 s.
        "--rpl-semi-sync-master-timeout=3600000");
  }

  /** An empty database, made on the first server and so on both. */
  public TestDatabase database() {
    return database;
  }

  /** The server that takes the writes at first. */
  public DatabaseServer primary() {
    return primary;
  }

  /** The server that follows at first. */
  public DatabaseServer standby() {
    return standby;
  }

  /** Has the standby keep for itself what it receives: its readers see what was, until resumed. */
  public void pause() {
    execute(
        standby, standby.isPostgresql() ? "SELECT pg_wal_replay_pause()" : "STOP SLAVE SQL_THREAD");
  }

  /** Has a paused standby show what it has received. */
  public void resume() {
    execute(
        standby,
        standby.isPostgresql() ? "SELECT pg_wal_replay_resume()" : "START SLAVE SQL_THREAD");
  }

  /** Has the primary refuse writes from now on, over open connections too. */
  public void demote() {
    if (primary.isPostgresql()) {
      execute(
          primary,
          "ALTER SYSTEM SET default_transaction_read_only = on",
          "SELECT pg_reload_conf()");
      // Who still waits for the standby's confirmation after its promotion waits for ever.
      Await.until(
          LIMIT,
          "no write is under way",
          () ->
              answer(primary, "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL")
                  .equals("0"));
    } else {
      execute(primary, "SET GLOBAL read_only = 1");
    }
  }

  /** Has the standby take writes from now on, with all that the primary has confirmed. */
  public void promote() {
    if (primary.isPostgresql()) {
      execute(standby, "SELECT pg_promote()");
    } else {
      execute(standby, "STOP SLAVE IO_THREAD");
      execute(
          standby,
          "SELECT MASTER_GTID_WAIT('%s', %d)".formatted(received(), APPLY_SECONDS),
          "STOP SLAVE",
          "SET GLOBAL read_only = 0");
    }
  }

  /** What the replica has received, applied or not. */
  private String received() {
    try (Connection connection = TestServers.administrator(standby, "mysql");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW SLAVE STATUS")) {
      row.next();
      return row.getString("Gtid_IO_Pos");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(DatabaseServer server, String... statements) {
    try (Connection connection =
            TestServers.administrator(server, server.isPostgresql() ? "postgres" : "mysql");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String status(DatabaseServer server, String name) {
    return answer(
        server,
        "SELECT variable_value FROM information_schema.global_status WHERE variable_name = '"
            + name
            + "'");
  }

  private static String answer(DatabaseServer server, String query) {
    try (Connection connection =
            TestServers.administrator(server, server.isPostgresql() ? "postgres" : "mysql");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Files of a server that stands still are a consistent copy; its sockets are left out. */
  private static Path copy(Path from) {
    Path to = DatabaseServer.temporary("copy");
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file :
          walk.filter(it -> Files.isRegularFile(it) || Files.isDirectory(it)).toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  @Override
  public void close() {
    primary.close();
    standby.close();
  }
}
