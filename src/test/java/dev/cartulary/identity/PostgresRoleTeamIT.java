package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class PostgresRoleTeamIT extends RoleTeamContract {

  PostgresRoleTeamIT() {
    super(TestEngine.POSTGRESQL);
  }
}
