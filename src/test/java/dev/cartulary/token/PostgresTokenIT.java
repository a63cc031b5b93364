package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class PostgresTokenIT extends TokenContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }
}
