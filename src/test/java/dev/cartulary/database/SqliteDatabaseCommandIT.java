package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class SqliteDatabaseCommandIT extends DatabaseCommandContract {

  @Override
  TestEngine engine() {
    return TestEngine.SQLITE;
  }

  @Override
  String productName() {
    return "SQLite";
  }
}
