package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbMissingPrivilegesIT extends MySqlFamilyMissingPrivilegesContract {

  @Override
  TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
