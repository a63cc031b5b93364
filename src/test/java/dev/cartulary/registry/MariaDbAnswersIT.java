package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MariaDbAnswersIT extends AnswersContract {

  MariaDbAnswersIT() {
    super(TestEngine.MARIADB);
  }
}
