package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class MariaDbMetadataIT extends MetadataContract {

  MariaDbMetadataIT() {
    super(TestEngine.MARIADB);
  }
}
