package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MySqlMigrationIT extends MySqlFamilyMigrationContract {

  MySqlMigrationIT() {
    super(TestEngine.MYSQL);
  }
}
