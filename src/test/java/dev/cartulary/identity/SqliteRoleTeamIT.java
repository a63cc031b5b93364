package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class SqliteRoleTeamIT extends RoleTeamContract {

  SqliteRoleTeamIT() {
    super(TestEngine.SQLITE);
  }
}
