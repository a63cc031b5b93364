package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbMigrationIT extends MySqlFamilyMigrationContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
