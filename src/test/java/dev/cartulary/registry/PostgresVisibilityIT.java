package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresVisibilityIT extends VisibilityContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }
}
