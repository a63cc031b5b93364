package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class PostgresTokenIT extends TokenContract {

  PostgresTokenIT() {
    super(TestEngine.POSTGRESQL);
  }
}
