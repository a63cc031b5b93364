package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class SqliteMetadataListIT extends MetadataListContract {

  SqliteMetadataListIT() {
    super(TestEngine.SQLITE);
  }
}
