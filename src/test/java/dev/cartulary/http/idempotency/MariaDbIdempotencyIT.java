package dev.cartulary.http.idempotency;

import dev.cartulary.testing.TestEngine;

class MariaDbIdempotencyIT extends IdempotencyContract {

  MariaDbIdempotencyIT() {
    super(TestEngine.MARIADB);
  }
}
