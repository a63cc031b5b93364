package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbMirrorIT extends MirrorContract {

  MariaDbMirrorIT() {
    super(TestEngine.MARIADB);
  }
}
