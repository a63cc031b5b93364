package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresRegistryIT extends RegistryContract {

  PostgresRegistryIT() {
    super(TestEngine.POSTGRESQL);
  }
}
