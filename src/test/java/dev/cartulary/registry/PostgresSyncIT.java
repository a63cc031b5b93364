package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresSyncIT extends SyncContract {

  PostgresSyncIT() {
    super(TestEngine.POSTGRESQL);
  }
}
