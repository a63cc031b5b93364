package dev.cartulary.database.health;

import dev.cartulary.testing.TestEngine;

class MySqlDatabaseCommandIT extends DatabaseCommandContract {

  @Override
  TestEngine engine() {
    return TestEngine.MYSQL;
  }

  @Override
  String productName() {
    return "MySQL";
  }
}
