package dev.cartulary.token;

import dev.cartulary.testing.TestEngine;

class MariaDbTokenIT extends TokenContract {

  MariaDbTokenIT() {
    super(TestEngine.MARIADB);
  }
}
