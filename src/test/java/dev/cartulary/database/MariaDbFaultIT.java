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

  @Override
  String waitersQuery() {
    return "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
  }
}
