package dev.cartulary.database;

import dev.cartulary.config.Setting;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * A connection pooler between us and PostgreSQL. In transaction mode it gives every transaction
 * another session of the server, where statements that the driver prepared earlier are not there or
 * are somebody else's. Then the driver must prepare none.
 *
 * <p>A pooler tells the driver a process number of its own making. Whether it works in transaction
 * mode shows when one connection of ours is served by the process that has just served another one.
 */
public final class Pooler {

  /** What stands between. */
  public enum Kind {
    NONE("none"),
    SESSION("in session mode, or too busy to tell"),
    TRANSACTION("in transaction mode; prepared statements of the server are not used");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Opens a second connection the way the first one was. */
  @FunctionalInterface
  public interface Opener {
    Connection open() throws SQLException;
  }

  private static final Logger LOG = Logger.getLogger(Pooler.class);

  /** Of a busy pooler, others take the process in between; the more looks, the surer. */
  private static final int LOOKS = 5;

  /** The driver's word for: never name a statement, so that the server keeps none. */
  private static final String PREPARE_THRESHOLD = "prepareThreshold";

  private final boolean toldNot;
  private volatile boolean transactions;
  private volatile boolean recognised;

  public Pooler(DatabaseSettings settings) {
    Optional<String> told =
        settings.engine() == Engine.POSTGRESQL
            ? settings.effective().choice(Setting.DB_TRANSACTION_POOLER)
            : Optional.of("false");
    this.transactions = told.filter("true"::equals).isPresent();
    this.toldNot = told.filter("false"::equals).isPresent();
  }

  /** Whether a session is one of the server's, as far as is known. */
  boolean keepsSessions() {
    return !transactions;
  }

  /**
   * Looks for one, unless the settings say what there is. Costs one question where there is none.
   */
  void look(Connection connection, Opener another) throws SQLException {
    if (!transactions && !toldNot && kind(connection, another) == Kind.TRANSACTION) {
      recognise();
    }
  }

  /**
   * Takes note that a statement met another session than the one that prepared it.
   *
   * @return true where that was not known, so that open connections cannot be used
   */
  public boolean met() {
    boolean news = !transactions && !toldNot;
    if (news) {
      recognise();
    }
    return news;
  }

  private void recognise() {
    transactions = true;
    recognised = true;
    LOG.warn(
        "A connection pooler in transaction mode, such as PgBouncer, stands between Cartulary and"
            + " PostgreSQL: prepared statements of the server are not used from now on. Add"
            + " pgbouncer=true to the parameters of the database URL, or set"
            + " DB_TRANSACTION_POOLER=true, so that this is known from the start.");
  }

  /** The properties for a new connection. */
  public Properties adapted(Properties properties) {
    if (!transactions) {
      return properties;
    }
    Properties adapted = new Properties();
    adapted.putAll(properties);
    adapted.setProperty(PREPARE_THRESHOLD, "0");
    return adapted;
  }

  /** What to tell those who look at readiness; empty where there is nothing to tell. */
  public Optional<String> recognised() {
    return recognised ? Optional.of(Kind.TRANSACTION.words()) : Optional.empty();
  }

  /** What stands between, by a look now. The connection is in no transaction. */
  public static Kind kind(Connection connection, Opener another) throws SQLException {
    int told = connection.unwrap(PGConnection.class).getBackendPID();
    int process = process(connection);
    if (process == told) {
      return Kind.NONE;
    }
    try (Connection second = another.open()) {
      second.setAutoCommit(false);
      for (int look = 0; look < LOOKS; look++) {
        if (process(second) == process || process(connection) != process) {
          return Kind.TRANSACTION;
        }
        second.rollback();
      }
    }
    return Kind.SESSION;
  }

  private static int process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
