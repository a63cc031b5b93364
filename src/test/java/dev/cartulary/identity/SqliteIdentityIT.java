package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class SqliteIdentityIT extends IdentityContract {

  SqliteIdentityIT() {
    super(TestEngine.SQLITE);
  }
}
