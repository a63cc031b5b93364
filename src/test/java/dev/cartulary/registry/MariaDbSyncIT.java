package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbSyncIT extends SyncContract {

  MariaDbSyncIT() {
    super(TestEngine.MARIADB);
  }
}
