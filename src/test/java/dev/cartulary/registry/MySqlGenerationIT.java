package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlGenerationIT extends GenerationContract {

  MySqlGenerationIT() {
    super(TestEngine.MYSQL);
  }
}
