package dev.cartulary.database.replica;

import dev.cartulary.testing.TestEngine;

class MariaDbReadReplicaIT extends ReadReplicaContract {
  MariaDbReadReplicaIT() {
    super(TestEngine.MARIADB);
  }
}
