package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class SqliteRouteWalkIT extends RouteWalkContract {

  SqliteRouteWalkIT() {
    super(TestEngine.SQLITE);
  }
}
