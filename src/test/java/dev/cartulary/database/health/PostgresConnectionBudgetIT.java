package dev.cartulary.database.health;

import dev.cartulary.testing.TestEngine;

class PostgresConnectionBudgetIT extends ConnectionBudgetContract {

  PostgresConnectionBudgetIT() {
    super(TestEngine.POSTGRESQL);
  }

  @Override
  String limit(String user, int connections) {
    return "ALTER ROLE \"" + user + "\" CONNECTION LIMIT " + connections;
  }

  @Override
  String[] limitWords() {
    return new String[] {"the connection limit of role \"", "run: ALTER ROLE \""};
  }
}
