package dev.cartulary.limit;

import dev.cartulary.testing.TestEngine;

class PostgresLimitIT extends LimitContract {

  PostgresLimitIT() {
    super(TestEngine.POSTGRESQL);
  }
}
