package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class PostgresTwoUsersIT extends TwoUsersContract {

  PostgresTwoUsersIT() {
    super(TestEngine.POSTGRESQL);
  }
}
