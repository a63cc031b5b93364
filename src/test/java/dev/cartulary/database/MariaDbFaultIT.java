package dev.cartulary.database;

import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.TestEngine;

class MariaDbFaultIT extends FaultContract {

  @Override
  DatabaseServer startServer() {
    return DatabaseServer.mariaDb();
  }

  @Override
  TestEngine engine() {
    return TestEngine.MARIADB;
  }

  @Override
  String lockStatement() {
    return "SELECT * FROM metadata FOR UPDATE";
  }

  /**
   * Not from innodb_trx: its content stays the same while it is read more than ten times a second.
   */
  @Override
  String waitersQuery() {
    return "SELECT count(*) FROM information_schema.processlist"
        + " WHERE command = 'Execute' AND state IN ('Update', 'Updating') AND time_ms > 200";
  }
}
