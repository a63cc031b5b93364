package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MySqlMissingPrivilegesIT extends MySqlFamilyMissingPrivilegesContract {

  @Override
  TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
