package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class PostgresMigrationUserIT extends MigrationUserContract {

  PostgresMigrationUserIT() {
    super(TestEngine.POSTGRESQL);
  }
}
