package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbVisibilityIT extends VisibilityContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
