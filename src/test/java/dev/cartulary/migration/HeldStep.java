package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.url.Engine;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A {@code migrate up} that stands still in the middle of step 2, because the test holds what the
 * step needs next: on SQLite the right to write (the step then waits before its first statement),
 * on PostgreSQL the name of a table, on MySQL and MariaDB a row's key.
 */
final class HeldStep implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestDatabase database;
  private final Connection holder;
  private final Program program;

  private HeldStep(TestDatabase database, Connection holder, Program program) {
    this.database = database;
    this.holder = holder;
    this.program = program;
  }

  static HeldStep begin(TestDatabase database) throws SQLException {
    return begin(database, Map.of("DATABASE_URL", database.url()));
  }

  /** The same with these variables. */
  static HeldStep begin(TestDatabase database, Map<String, String> environment)
      throws SQLException {
    assertThat(Program.run(environment, "migrate", "up", "--num-steps", "1").exitCode()).isZero();
    Connection holder = database.connect();
    try (Statement statement = holder.createStatement()) {
      switch (database.engine()) {
        case SQLITE -> statement.execute("BEGIN IMMEDIATE");
        case POSTGRESQL -> {
          holder.setAutoCommit(false);
          statement.execute("CREATE TABLE entry (x INT)");
        }
        case MARIADB, MYSQL -> {
          statement.execute(firstTableOfTheStep(database.engine()));
          new StepInHand(2, true).begin(holder, Engine.MYSQL);
          holder.setAutoCommit(false);
          statement.execute("INSERT INTO source_lock (id, taken) VALUES (1, 0)");
        }
      }
    }
    Program program = Program.startWithoutWaiting(environment, "migrate", "up");
    HeldStep step = new HeldStep(database, holder, program);
    boolean still = false;
    try {
      Await.until(LIMIT, "step 2 stands still", step::standsStill);
      still = true;
    } finally {
      if (!still) {
        step.close();
      }
    }
    return step;
  }

  private static String firstTableOfTheStep(TestEngine engine) {
    String collation = engine == TestEngine.MARIADB ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
    return SqlScript.forward(Engine.MYSQL, SchemaSteps.step(2).orElseThrow())
        .filled(Map.of("collation", collation))
        .statements()
        .get(0);
  }

  private boolean standsStill() {
    return switch (database.engine()) {
      case SQLITE -> holdsTheLockFile();
      case POSTGRESQL ->
          program.output().contains("Applying 2 ")
              && answers(
                  "SELECT 1 FROM pg_stat_activity"
                      + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
      case MARIADB, MYSQL ->
          program.output().contains("Applying 2 ")
              && answers(
                  "SELECT 1 FROM information_schema.innodb_trx JOIN"
                      + " information_schema.processlist ON id = trx_mysql_thread_id"
                      + " WHERE db = database() AND trx_state = 'LOCK WAIT'",
                  // What innodb_trx shows stays the same while it is read ten times a second.
                  "DO SLEEP(0.15)");
    };
  }

  /** From then on the process waits for its turn to write, which the test has. */
  private boolean holdsTheLockFile() {
    Path file = Path.of(database.file() + ".lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers(String query, String... before) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : before) {
        statement.execute(sql);
      }
      try (ResultSet row = statement.executeQuery(query)) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Kills the process where it stands. */
  void kill() {
    program.kill();
  }

  /** Gives back what the step waits for, as if it had never been taken. */
  void release() throws SQLException {
    if (holder.isClosed()) {
      return;
    }
    if (database.engine() == TestEngine.SQLITE) {
      try (Statement statement = holder.createStatement()) {
        statement.execute("ROLLBACK");
      }
    } else {
      holder.rollback();
    }
    holder.close();
  }

  /** The exit code of the process once it has ended. */
  int exitCode() {
    program.process().onExit().join();
    return program.process().exitValue();
  }

  @Override
  public void close() throws SQLException {
    release();
    program.kill();
  }
}
