package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MySqlDurabilityIT extends DurabilityContract {

  MySqlDurabilityIT() {
    super(TestEngine.MYSQL);
  }
}
