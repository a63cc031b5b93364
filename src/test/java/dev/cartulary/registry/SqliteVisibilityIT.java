package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteVisibilityIT extends VisibilityContract {

  SqliteVisibilityIT() {
    super(TestEngine.SQLITE);
  }
}
