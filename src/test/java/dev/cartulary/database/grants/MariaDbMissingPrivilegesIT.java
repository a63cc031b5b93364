package dev.cartulary.database.grants;

import dev.cartulary.testing.TestEngine;

class MariaDbMissingPrivilegesIT extends MySqlFamilyMissingPrivilegesContract {

  MariaDbMissingPrivilegesIT() {
    super(TestEngine.MARIADB);
  }
}
