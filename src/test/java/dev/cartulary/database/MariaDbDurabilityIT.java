package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbDurabilityIT extends DurabilityContract {

  MariaDbDurabilityIT() {
    super(TestEngine.MARIADB);
  }
}
