package dev.cartulary.database;

import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.TestEngine;

class PostgresFaultIT extends FaultContract {

  @Override
  DatabaseServer startServer() {
    return DatabaseServer.postgresql();
  }

  @Override
  TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }

  @Override
  String lockStatement() {
    return "LOCK TABLE metadata IN EXCLUSIVE MODE";
  }

  @Override
  String waitersQuery() {
    return "SELECT count(*) FROM pg_locks WHERE NOT granted";
  }
}
