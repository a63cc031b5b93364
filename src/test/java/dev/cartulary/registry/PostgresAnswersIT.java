package dev.cartulary.registry;

import dev.cartulary.testing.TestEngine;

class PostgresAnswersIT extends AnswersContract {

  PostgresAnswersIT() {
    super(TestEngine.POSTGRESQL);
  }
}
