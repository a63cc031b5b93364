package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class PostgresMetadataListIT extends MetadataListContract {

  PostgresMetadataListIT() {
    super(TestEngine.POSTGRESQL);
  }
}
