package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteSyncIT extends SyncContract {

  SqliteSyncIT() {
    super(TestEngine.SQLITE);
  }
}
