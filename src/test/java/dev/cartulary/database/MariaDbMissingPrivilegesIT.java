package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbMissingPrivilegesIT extends MySqlFamilyMissingPrivilegesContract {

  MariaDbMissingPrivilegesIT() {
    super(TestEngine.MARIADB);
  }
}
