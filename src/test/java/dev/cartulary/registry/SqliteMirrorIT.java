package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class SqliteMirrorIT extends MirrorContract {

  SqliteMirrorIT() {
    super(TestEngine.SQLITE);
  }
}
