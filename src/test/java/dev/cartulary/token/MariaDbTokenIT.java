package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class MariaDbTokenIT extends TokenContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
