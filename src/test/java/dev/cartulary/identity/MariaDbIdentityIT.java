package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class MariaDbIdentityIT extends IdentityContract {

  MariaDbIdentityIT() {
    super(TestEngine.MARIADB);
  }
}
