package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class SqliteTokenIT extends TokenContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.SQLITE;
  }
}
