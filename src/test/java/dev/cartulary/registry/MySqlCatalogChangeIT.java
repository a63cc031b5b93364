package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlCatalogChangeIT extends CatalogChangeContract {

  MySqlCatalogChangeIT() {
    super(TestEngine.MYSQL);
  }
}
