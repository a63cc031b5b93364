package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteAdministrationIT extends AdministrationContract {

  SqliteAdministrationIT() {
    super(TestEngine.SQLITE);
  }
}
