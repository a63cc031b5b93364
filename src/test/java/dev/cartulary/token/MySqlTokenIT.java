package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class MySqlTokenIT extends TokenContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
