package dev.cartulary.database.password;

import dev.cartulary.testing.TestEngine;

class MySqlPasswordRotationIT extends PasswordRotationContract {

  MySqlPasswordRotationIT() {
    super(TestEngine.MYSQL);
  }
}
