package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbMigrationUserIT extends MigrationUserContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
