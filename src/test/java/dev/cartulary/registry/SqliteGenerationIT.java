package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteGenerationIT extends GenerationContract {

  SqliteGenerationIT() {
    super(TestEngine.SQLITE);
  }
}
