package dev.cartulary.audit;

import dev.cartulary.testing.TestEngine;

class SqliteAuditIT extends AuditContract {

  SqliteAuditIT() {
    super(TestEngine.SQLITE);
  }
}
