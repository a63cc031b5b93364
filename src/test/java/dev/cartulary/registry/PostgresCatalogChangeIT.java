package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresCatalogChangeIT extends CatalogChangeContract {

  PostgresCatalogChangeIT() {
    super(TestEngine.POSTGRESQL);
  }
}
