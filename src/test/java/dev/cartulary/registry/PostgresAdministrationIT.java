package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresAdministrationIT extends AdministrationContract {

  PostgresAdministrationIT() {
    super(TestEngine.POSTGRESQL);
  }
}
