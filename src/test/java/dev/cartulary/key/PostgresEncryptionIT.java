package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class PostgresEncryptionIT extends EncryptionContract {

  PostgresEncryptionIT() {
    super(TestEngine.POSTGRESQL);
  }
}
