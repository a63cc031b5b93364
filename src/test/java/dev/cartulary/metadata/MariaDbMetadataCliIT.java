package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class MariaDbMetadataCliIT extends MetadataCliContract {

  MariaDbMetadataCliIT() {
    super(TestEngine.MARIADB);
  }
}
