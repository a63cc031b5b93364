package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbTwoUsersIT extends TwoUsersContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
