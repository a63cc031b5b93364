package dev.cartulary.database.password;

import dev.cartulary.testing.TestEngine;

class MariaDbPasswordRotationIT extends PasswordRotationContract {

  MariaDbPasswordRotationIT() {
    super(TestEngine.MARIADB);
  }
}
