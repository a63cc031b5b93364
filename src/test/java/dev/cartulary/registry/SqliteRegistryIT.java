package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteRegistryIT extends RegistryContract {

  SqliteRegistryIT() {
    super(TestEngine.SQLITE);
  }
}
