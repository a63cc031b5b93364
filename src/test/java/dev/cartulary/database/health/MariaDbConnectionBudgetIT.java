package dev.cartulary.database.health;

import dev.cartulary.testing.TestEngine;

class MariaDbConnectionBudgetIT extends ConnectionBudgetContract {

  MariaDbConnectionBudgetIT() {
    super(TestEngine.MARIADB);
  }

  @Override
  String limit(String user, int connections) {
    return "ALTER USER '" + user + "'@'%' WITH MAX_USER_CONNECTIONS " + connections;
  }

  @Override
  String[] limitWords() {
    return new String[] {"max_user_connections of this account", "MAX_USER_CONNECTIONS 0"};
  }
}
