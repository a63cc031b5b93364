package dev.cartulary.key;

import dev.cartulary.testing.TestEngine;

class PostgresEncryptionIT extends EncryptionContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }
}
