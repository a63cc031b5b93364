package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresGenerationIT extends GenerationContract {

  PostgresGenerationIT() {
    super(TestEngine.POSTGRESQL);
  }
}
