package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class PostgresTwoUsersIT extends TwoUsersContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }
}
