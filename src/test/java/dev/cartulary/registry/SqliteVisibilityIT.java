package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteVisibilityIT extends VisibilityContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.SQLITE;
  }
}
