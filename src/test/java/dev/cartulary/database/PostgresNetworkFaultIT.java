package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;
import java.util.regex.Pattern;

class PostgresNetworkFaultIT extends NetworkFaultContract {

  PostgresNetworkFaultIT() {
    super(TestEngine.POSTGRESQL, Pattern.compile("\\x00COMMIT\\x00"));
  }
}
