package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class MySqlEncryptionIT extends EncryptionContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
