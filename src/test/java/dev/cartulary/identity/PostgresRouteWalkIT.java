package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class PostgresRouteWalkIT extends RouteWalkContract {

  PostgresRouteWalkIT() {
    super(TestEngine.POSTGRESQL);
  }
}
