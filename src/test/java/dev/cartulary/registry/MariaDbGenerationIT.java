package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbGenerationIT extends GenerationContract {

  MariaDbGenerationIT() {
    super(TestEngine.MARIADB);
  }
}
