package dev.cartulary.http.idempotency;

import dev.cartulary.testing.TestEngine;

class MySqlIdempotencyIT extends IdempotencyContract {

  MySqlIdempotencyIT() {
    super(TestEngine.MYSQL);
  }
}
