package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class MySqlAnswersIT extends AnswersContract {

  MySqlAnswersIT() {
    super(TestEngine.MYSQL);
  }
}
