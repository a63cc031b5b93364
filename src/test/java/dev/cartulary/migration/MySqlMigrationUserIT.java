package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MySqlMigrationUserIT extends MigrationUserContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
