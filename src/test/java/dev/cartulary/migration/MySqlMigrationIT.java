package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MySqlMigrationIT extends MySqlFamilyMigrationContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
