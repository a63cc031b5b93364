package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlSyncIT extends SyncContract {

  MySqlSyncIT() {
    super(TestEngine.MYSQL);
  }
}
