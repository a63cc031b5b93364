package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class SqliteTokenIT extends TokenContract {

  SqliteTokenIT() {
    super(TestEngine.SQLITE);
  }
}
