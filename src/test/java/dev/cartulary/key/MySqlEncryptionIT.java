package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class MySqlEncryptionIT extends EncryptionContract {

  MySqlEncryptionIT() {
    super(TestEngine.MYSQL);
  }
}
