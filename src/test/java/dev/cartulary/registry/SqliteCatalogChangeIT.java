package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteCatalogChangeIT extends CatalogChangeContract {

  SqliteCatalogChangeIT() {
    super(TestEngine.SQLITE);
  }
}
