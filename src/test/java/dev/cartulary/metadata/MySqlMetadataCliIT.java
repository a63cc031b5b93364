package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class MySqlMetadataCliIT extends MetadataCliContract {

  MySqlMetadataCliIT() {
    super(TestEngine.MYSQL);
  }
}
