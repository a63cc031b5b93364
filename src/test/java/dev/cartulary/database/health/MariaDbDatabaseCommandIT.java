package dev.cartulary.database.health;

import dev.cartulary.testing.TestEngine;

class MariaDbDatabaseCommandIT extends DatabaseCommandContract {

  @Override
  TestEngine engine() {
    return TestEngine.MARIADB;
  }

  @Override
  String productName() {
    return "MariaDB";
  }
}
