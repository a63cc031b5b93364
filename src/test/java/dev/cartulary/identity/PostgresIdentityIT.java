package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class PostgresIdentityIT extends IdentityContract {

  PostgresIdentityIT() {
    super(TestEngine.POSTGRESQL);
  }
}
