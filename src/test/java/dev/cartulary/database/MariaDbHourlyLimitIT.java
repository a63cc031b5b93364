package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbHourlyLimitIT extends HourlyLimitContract {
  @Override
  TestEngine engine() {
    return TestEngine.MARIADB;
  }
}
