package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlVisibilityIT extends VisibilityContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
