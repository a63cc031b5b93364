package dev.cartulary.database.grants;

import dev.cartulary.testing.TestEngine;

class MySqlMissingPrivilegesIT extends MySqlFamilyMissingPrivilegesContract {

  MySqlMissingPrivilegesIT() {
    super(TestEngine.MYSQL);
  }
}
