package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;
import java.util.regex.Pattern;

class MariaDbNetworkFaultIT extends NetworkFaultContract {

  MariaDbNetworkFaultIT() {
    // The command byte of a query, so that the name of the setting autocommit is no commit.
    super(TestEngine.MARIADB, Pattern.compile("(?i)\\x03commit"));
  }
}
