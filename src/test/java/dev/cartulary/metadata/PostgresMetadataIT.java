package dev.cartulary.metadata;

import dev.cartulary.testing.TestEngine;

class PostgresMetadataIT extends MetadataContract {

  PostgresMetadataIT() {
    super(TestEngine.POSTGRESQL);
  }
}
