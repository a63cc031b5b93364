package dev.cartulary.database;

import dev.cartulary.database.url.Engine;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells PostgreSQL's planner of a large change at once. It would notice by itself only within a
 * minute, and sort a whole table for each page until then. MySQL counts as it goes, and SQLite
 * follows the indexes.
 */
@Singleton
public class TableStatistics {

  private static final Logger LOG = Logger.getLogger(TableStatistics.class);

  /** Below it any plan is quick. */
  static final int LARGE = 1000;

  private final ActiveDatabase database;
  private final ActiveSession active;

  TableStatistics(ActiveDatabase database, ActiveSession active) {
    this.database = database;
    this.active = active;
  }

  /**
   * Has the table analysed where so much of it has changed; takes less than a second. Outside of a
   * transaction, after the change is committed. Does nothing where it cannot: a user that does not
   * own the table may not, and is only warned.
   *
   * @param rows how many were written or removed
   * @param table one of {@link Tables#OURS}
   */
  public void changed(int rows, String table) {
    statement(database.engine(), rows, table).ifPresent(this::run);
  }

  /**
   * The same within a transaction that writes ever more rows, which the server does not count
   * before the commit: it would go through all of them for each that is looked for. At the first
   * thousand, and whenever there are ten times as many. Waits for nobody.
   *
   * @param before how many were written before
   * @param more how many were written now
   */
  public void grow(int before, int more, String... tables) {
    if (database.engine() == Engine.POSTGRESQL && isDue(before, more)) {
      for (String table : tables) {
        var unused =
            active
                .stateless()
                .createNativeMutationQuery("ANALYZE (SKIP_LOCKED) " + table)
                .executeUpdate();
      }
    }
  }

  static boolean isDue(int before, int more) {
    long mark = LARGE;
    while (mark <= before) {
      mark *= 10;
    }
    return before + (long) more >= mark;
  }

  static Optional<String> statement(Engine engine, int rows, String table) {
    return engine == Engine.POSTGRESQL && rows >= LARGE
        ? Optional.of("ANALYZE (SKIP_LOCKED) " + table)
        : Optional.empty();
  }

  private void run(String analyze) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(analyze);
    } catch (SQLException failure) {
      LOG.debugf(failure, "%s failed; the server will do it by itself", analyze);
    }
  }
}
