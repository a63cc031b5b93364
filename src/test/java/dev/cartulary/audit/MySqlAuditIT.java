package dev.cartulary.audit;

import dev.cartulary.testing.TestEngine;

class MySqlAuditIT extends AuditContract {

  MySqlAuditIT() {
    super(TestEngine.MYSQL);
  }
}
