package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MySqlPasswordRotationIT extends PasswordRotationContract {

  MySqlPasswordRotationIT() {
    super(TestEngine.MYSQL);
  }
}
