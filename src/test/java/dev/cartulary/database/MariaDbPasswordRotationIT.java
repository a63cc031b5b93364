package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbPasswordRotationIT extends PasswordRotationContract {

  MariaDbPasswordRotationIT() {
    super(TestEngine.MARIADB);
  }
}
