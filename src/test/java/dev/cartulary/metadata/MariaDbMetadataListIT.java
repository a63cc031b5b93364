package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class MariaDbMetadataListIT extends MetadataListContract {

  MariaDbMetadataListIT() {
    super(TestEngine.MARIADB);
  }
}
