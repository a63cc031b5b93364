package dev.cartulary.audit;

import dev.cartulary.testing.TestEngine;

class PostgresAuditIT extends AuditContract {

  PostgresAuditIT() {
    super(TestEngine.POSTGRESQL);
  }
}
