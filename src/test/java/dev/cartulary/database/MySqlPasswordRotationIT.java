package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MySqlPasswordRotationIT extends PasswordRotationContract {

  @Override
  TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
