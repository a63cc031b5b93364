package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class MySqlIdentityIT extends IdentityContract {

  MySqlIdentityIT() {
    super(TestEngine.MYSQL);
  }
}
