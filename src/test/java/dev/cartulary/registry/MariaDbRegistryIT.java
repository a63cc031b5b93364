package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbRegistryIT extends RegistryContract {

  MariaDbRegistryIT() {
    super(TestEngine.MARIADB);
  }
}
