package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbReadReplicaIT extends ReadReplicaContract {
  MariaDbReadReplicaIT() {
    super(TestEngine.MARIADB);
  }
}
