package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MySqlMissingPrivilegesIT extends MySqlFamilyMissingPrivilegesContract {

  MySqlMissingPrivilegesIT() {
    super(TestEngine.MYSQL);
  }
}
