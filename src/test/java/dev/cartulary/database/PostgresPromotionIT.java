package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class PostgresPromotionIT extends PromotionContract {
  PostgresPromotionIT() {
    super(TestEngine.POSTGRESQL, "PostgreSQL 18, synchronous standby");
  }
}
