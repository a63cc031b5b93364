package dev.cartulary.audit;

import dev.cartulary.testing.TestEngine;

class MariaDbAuditIT extends AuditContract {

  MariaDbAuditIT() {
    super(TestEngine.MARIADB);
  }
}
