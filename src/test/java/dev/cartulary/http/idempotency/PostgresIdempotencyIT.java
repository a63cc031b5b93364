package dev.cartulary.http.idempotency;

import dev.cartulary.testing.TestEngine;

class PostgresIdempotencyIT extends IdempotencyContract {

  PostgresIdempotencyIT() {
    super(TestEngine.POSTGRESQL);
  }
}
