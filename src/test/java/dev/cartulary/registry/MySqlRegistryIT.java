package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlRegistryIT extends RegistryContract {

  MySqlRegistryIT() {
    super(TestEngine.MYSQL);
  }
}
