package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbCatalogChangeIT extends CatalogChangeContract {

  MariaDbCatalogChangeIT() {
    super(TestEngine.MARIADB);
  }
}
