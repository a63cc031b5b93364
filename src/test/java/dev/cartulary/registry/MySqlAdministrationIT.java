package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlAdministrationIT extends AdministrationContract {

  MySqlAdministrationIT() {
    super(TestEngine.MYSQL);
  }
}
