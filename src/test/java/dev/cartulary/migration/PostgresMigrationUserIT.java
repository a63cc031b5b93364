package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class PostgresMigrationUserIT extends MigrationUserContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }
}
