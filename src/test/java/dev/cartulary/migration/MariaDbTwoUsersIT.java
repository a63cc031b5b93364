package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbTwoUsersIT extends MySqlFamilyTwoUsersContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
