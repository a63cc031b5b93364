package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class MySqlRoleTeamIT extends RoleTeamContract {

  MySqlRoleTeamIT() {
    super(TestEngine.MYSQL);
  }
}
