package dev.cartulary.idempotency;

import dev.cartulary.testing.TestEngine;

class MySqlIdempotencyIT extends IdempotencyContract {

  MySqlIdempotencyIT() {
    super(TestEngine.MYSQL);
  }
}
