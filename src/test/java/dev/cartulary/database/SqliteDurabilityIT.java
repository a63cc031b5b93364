package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class SqliteDurabilityIT extends DurabilityContract {

  SqliteDurabilityIT() {
    super(TestEngine.SQLITE);
  }
}
