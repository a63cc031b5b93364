package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlMirrorIT extends MirrorContract {

  MySqlMirrorIT() {
    super(TestEngine.MYSQL);
  }
}
