package dev.cartulary.database.replica;

import dev.cartulary.testing.TestEngine;

class PostgresReadReplicaIT extends ReadReplicaContract {
  PostgresReadReplicaIT() {
    super(TestEngine.POSTGRESQL);
  }
}
