package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MySqlMigrationUserIT extends MigrationUserContract {

  MySqlMigrationUserIT() {
    super(TestEngine.MYSQL);
  }
}
