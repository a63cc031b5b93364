package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresVisibilityIT extends VisibilityContract {

  PostgresVisibilityIT() {
    super(TestEngine.POSTGRESQL);
  }
}
