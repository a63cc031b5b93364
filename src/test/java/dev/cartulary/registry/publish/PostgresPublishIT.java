package dev.cartulary.registry.publish;

import dev.cartulary.testing.TestEngine;

class PostgresPublishIT extends PublishContract {

  PostgresPublishIT() {
    super(TestEngine.POSTGRESQL);
  }
}
