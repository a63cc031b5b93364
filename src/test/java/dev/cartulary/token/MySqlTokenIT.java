package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class MySqlTokenIT extends TokenContract {

  MySqlTokenIT() {
    super(TestEngine.MYSQL);
  }
}
