package dev.cartulary.registry.publish;

import dev.cartulary.testing.TestEngine;

class MySqlPublishIT extends PublishContract {

  MySqlPublishIT() {
    super(TestEngine.MYSQL);
  }
}
