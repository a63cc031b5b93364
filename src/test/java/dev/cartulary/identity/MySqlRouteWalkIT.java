package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class MySqlRouteWalkIT extends RouteWalkContract {

  MySqlRouteWalkIT() {
    super(TestEngine.MYSQL);
  }
}
