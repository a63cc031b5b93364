package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class PostgresDurabilityIT extends DurabilityContract {

  PostgresDurabilityIT() {
    super(TestEngine.POSTGRESQL);
  }
}
