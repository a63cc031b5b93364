package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlVisibilityIT extends VisibilityContract {

  MySqlVisibilityIT() {
    super(TestEngine.MYSQL);
  }
}
