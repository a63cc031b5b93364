package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class MariaDbEncryptionIT extends EncryptionContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
