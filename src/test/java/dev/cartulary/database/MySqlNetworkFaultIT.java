package dev.cartulary.database;

import dev.cartulary.testing.TestEngine;
import java.util.regex.Pattern;

class MySqlNetworkFaultIT extends NetworkFaultContract {

  MySqlNetworkFaultIT() {
    // The command byte of a query, here with its counts of attributes, none in one set.
    super(TestEngine.MYSQL, Pattern.compile("(?i)\\x03\\x00\\x01commit"));
  }
}
