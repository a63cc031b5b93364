package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class PostgresMigrationIT extends TransactionalMigrationContract {

  PostgresMigrationIT() {
    super(TestEngine.POSTGRESQL);
  }
}
