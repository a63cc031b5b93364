package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class PostgresMigrationIT extends TransactionalMigrationContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }
}
