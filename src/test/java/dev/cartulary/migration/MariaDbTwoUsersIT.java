package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;

class MariaDbTwoUsersIT extends MySqlFamilyTwoUsersContract {

  MariaDbTwoUsersIT() {
    super(TestEngine.MARIADB);
  }
}
