package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class SqliteMetadataIT extends MetadataContract {

  SqliteMetadataIT() {
    super(TestEngine.SQLITE);
  }
}
