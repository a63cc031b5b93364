package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class MariaDbRoleTeamIT extends RoleTeamContract {

  MariaDbRoleTeamIT() {
    super(TestEngine.MARIADB);
  }
}
