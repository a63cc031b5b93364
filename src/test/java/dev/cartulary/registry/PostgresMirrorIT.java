package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresMirrorIT extends MirrorContract {

  PostgresMirrorIT() {
    super(TestEngine.POSTGRESQL);
  }
}
