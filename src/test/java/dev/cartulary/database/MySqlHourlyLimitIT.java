package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MySqlHourlyLimitIT extends HourlyLimitContract {
  @Override
  TestEngine engine() {
    return TestEngine.MYSQL;
  }
}
