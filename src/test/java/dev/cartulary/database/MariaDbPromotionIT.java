package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;

class MariaDbPromotionIT extends PromotionContract {
  MariaDbPromotionIT() {
    super(TestEngine.MARIADB, "MariaDB 11.4, semi-synchronous replica");
  }
}
