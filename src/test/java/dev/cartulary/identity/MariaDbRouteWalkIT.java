package dev.cartulary.identity;

import dev.cartulary.testing.TestEngine;

class MariaDbRouteWalkIT extends RouteWalkContract {

  MariaDbRouteWalkIT() {
    super(TestEngine.MARIADB);
  }
}
