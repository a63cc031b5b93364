package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class MariaDbEncryptionIT extends EncryptionContract {

  MariaDbEncryptionIT() {
    super(TestEngine.MARIADB);
  }
}
