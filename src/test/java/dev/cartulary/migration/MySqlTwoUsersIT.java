package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MySqlTwoUsersIT extends TwoUsersContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
