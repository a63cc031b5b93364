package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class PostgresReadReplicaIT extends ReadReplicaContract {
  PostgresReadReplicaIT() {
    super(TestEngine.POSTGRESQL);
  }
}
