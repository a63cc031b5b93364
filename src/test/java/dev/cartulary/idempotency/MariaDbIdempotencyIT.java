package dev.cartulary.idempotency;

import dev.cartulary.testing.TestEngine;

class MariaDbIdempotencyIT extends IdempotencyContract {

  MariaDbIdempotencyIT() {
    super(TestEngine.MARIADB);
  }
}
