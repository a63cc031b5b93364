package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class MySqlMetadataIT extends MetadataContract {

  MySqlMetadataIT() {
    super(TestEngine.MYSQL);
  }
}
