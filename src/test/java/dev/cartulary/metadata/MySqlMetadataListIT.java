package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class MySqlMetadataListIT extends MetadataListContract {

  MySqlMetadataListIT() {
    super(TestEngine.MYSQL);
  }
}
