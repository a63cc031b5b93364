package dev.cartulary.limit;

import dev.cartulary.testing.TestEngine;

class SqliteLimitIT extends LimitContract {

  SqliteLimitIT() {
    super(TestEngine.SQLITE);
  }
}
