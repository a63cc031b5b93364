package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class PostgresDatabaseCommandIT extends DatabaseCommandContract {

  @Override
  TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }

  @Override
  String productName() {
    return "PostgreSQL";
  }
}
