package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class SqliteMetadataCliIT extends MetadataCliContract {

  SqliteMetadataCliIT() {
    super(TestEngine.SQLITE);
  }
}
