package dev.cartulary.database.health;

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
