package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbMigrationUserIT extends MigrationUserContract {

  MariaDbMigrationUserIT() {
    super(TestEngine.MARIADB);
  }
}
