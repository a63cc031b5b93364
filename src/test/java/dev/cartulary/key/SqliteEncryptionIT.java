package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class SqliteEncryptionIT extends EncryptionContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.SQLITE;
  }
}
