package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbMigrationIT extends MySqlFamilyMigrationContract {

  MariaDbMigrationIT() {
    super(TestEngine.MARIADB);
  }
}
