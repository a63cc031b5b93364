package dev.cartulary.registry.publish;

import dev.cartulary.testing.TestEngine;

class MariaDbPublishIT extends PublishContract {

  MariaDbPublishIT() {
    super(TestEngine.MARIADB);
  }
}
