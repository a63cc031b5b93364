package dev.cartulary.registry.publish;

import dev.cartulary.testing.TestEngine;

class SqlitePublishIT extends PublishContract {

  SqlitePublishIT() {
    super(TestEngine.SQLITE);
  }
}
