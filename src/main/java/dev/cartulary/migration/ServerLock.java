package dev.cartulary.migration;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A lock that the server keeps for a connection of its own and that ends with it, so a process that
 * was killed leaves no lock behind: on MySQL {@code GET_LOCK} of the session, on PostgreSQL {@code
 * pg_advisory_xact_lock} of a transaction that stays open as long as the lock is held. A pooler in
 * transaction mode gives a session's lock to whom it likes, but leaves a transaction alone.
 */
final class ServerLock implements EngineLock {

  private static final Logger LOG = Logger.getLogger(ServerLock.class);

  /** "cartular" in ASCII. PostgreSQL keeps advisory locks per database. */
  private static final long POSTGRESQL_KEY = 0x63617274756c6172L;

  /**
   * MySQL's named locks are the whole server's, hence the database in the name; hashed, since it
   * may be as long as the 64 characters that the lock's name may have. MySQL 9.6 has no MD5 any
   * more.
   */
  private static final String MYSQL_NAME = "CONCAT('cartulary:', LEFT(SHA2(DATABASE(), 256), 40))";

  private static final String POSTGRESQL_HOLDER =
      "SELECT 'PostgreSQL process ' || a.pid"
          + " || COALESCE(', application ' || NULLIF(a.application_name, ''), '')"
          + " || COALESCE(', from ' || host(a.client_addr), '')"
          + " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
          + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
          + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
          + " AND CAST(l.classid AS BIGINT) = "
          + (POSTGRESQL_KEY >>> 32)
          + " AND CAST(l.objid AS BIGINT) = "
          + (POSTGRESQL_KEY & 0xffffffffL);

  /** Falls back to the bare number where the user may not see other sessions. */
  private static final String MYSQL_HOLDER =
      "SELECT CONCAT('connection ', l.id, COALESCE(CONCAT(', from ', p.host), ''))"
          + " FROM (SELECT IS_USED_LOCK("
          + MYSQL_NAME
          + ") AS id) l LEFT JOIN information_schema.processlist p ON p.id = l.id"
          + " WHERE l.id IS NOT NULL";

  /**
   * Percona XtraDB Cluster in strict mode refuses with 1105 (unknown error), Galera of MariaDB with
   * 1235 (not supported yet).
   */
  private static final Set<Integer> CLUSTER_REFUSES = Set.of(1105, 1235);

  private final ActiveDatabase database;
  private @Nullable Connection session;

  ServerLock(ActiveDatabase database) {
    this.database = database;
  }

  @Override
  public boolean tryAcquire() throws SQLException {
    Connection connection = session;
    if (connection == null) {
      connection = database.openMigrationConnection();
      session = connection;
    }
    return database.engine() == Engine.POSTGRESQL ? inTransaction(connection) : named(connection);
  }

  /** The transaction and the session do nothing while a step runs, and must not be ended for it. */
  private static boolean inTransaction(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // The only level that keeps no snapshot, which would hold up the removal of dead rows.
      statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
      // Asked of pg_settings: not every version knows each of them.
      statement.execute(
          "SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN"
              + " ('idle_in_transaction_session_timeout', 'transaction_timeout')");
      if (isTrue(
          statement,
          "SELECT CASE WHEN pg_try_advisory_xact_lock(" + POSTGRESQL_KEY + ") THEN 1 ELSE 0 END")) {
        return true;
      }
    }
    connection.rollback();
    return false;
  }

  private static boolean named(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION wait_timeout = 86400");
      return isTrue(statement, "SELECT COALESCE(GET_LOCK(" + MYSQL_NAME + ", 0), 0)");
    } catch (SQLException failure) {
      if (CLUSTER_REFUSES.contains(failure.getErrorCode())) {
        throw clusterRefuses(failure);
      }
      throw failure;
    }
  }

  /** The lock would be one node's, and says nothing to the others. */
  static MigrationFailed clusterRefuses(SQLException failure) {
    return new MigrationFailed(
        "This database server is one of a cluster that refuses GET_LOCK, which keeps two processes"
            + " from migrating at once. Migrate from one process, on one node, with the refusal"
            + " lifted meanwhile: SET GLOBAL pxc_strict_mode = 'MASTER' on Percona XtraDB Cluster,"
            + " wsrep_on = OFF on a Galera node that is taken out of the cluster. The server said",
        failure);
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getInt(1) == 1;
    }
  }

  @Override
  public Optional<String> holder(Connection connection) throws SQLException {
    String sql = database.engine() == Engine.POSTGRESQL ? POSTGRESQL_HOLDER : MYSQL_HOLDER;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  @Override
  public void release() {
    Connection connection = session;
    session = null;
    if (connection == null) {
      return;
    }
    try (connection) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("the connection that held the migration lock did not close cleanly", e);
    }
  }
}
