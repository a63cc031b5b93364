package dev.cartulary.http.idempotency;

import dev.cartulary.testing.TestEngine;

class SqliteIdempotencyIT extends IdempotencyContract {

  SqliteIdempotencyIT() {
    super(TestEngine.SQLITE);
  }
}
