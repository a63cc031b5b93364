package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class PostgresMetadataCliIT extends MetadataCliContract {

  PostgresMetadataCliIT() {
    super(TestEngine.POSTGRESQL);
  }
}
