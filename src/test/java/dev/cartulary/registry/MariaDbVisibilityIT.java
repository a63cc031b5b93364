package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbVisibilityIT extends VisibilityContract {

  MariaDbVisibilityIT() {
    super(TestEngine.MARIADB);
  }
}
