package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbAdministrationIT extends AdministrationContract {

  MariaDbAdministrationIT() {
    super(TestEngine.MARIADB);
  }
}
