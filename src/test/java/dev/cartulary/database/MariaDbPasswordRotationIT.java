package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbPasswordRotationIT extends PasswordRotationContract {

  @Override
  TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
