package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * MySQL's limits per hour share their error with the limit on connections; they differ in words.
 */
abstract class HourlyLimitContract {

  abstract TestEngine engine();

  @Test
  void anHourlyLimitOfTheAccountIsNamedAsSuch() throws SQLException {
    try (TestDatabase database = TestDatabase.create(engine())) {
      Sql.execute(
          database, "ALTER USER '" + database.user() + "'@'%' WITH MAX_CONNECTIONS_PER_HOUR 1");
      database.connectAsUser().close();

      Program.Result check = Program.run(database, "database", "check");

      assertThat(check.exitCode()).isEqualTo(1);
      Troubleshooting.assertShown("the-accounts-hourly-limit-is-used-up", check.stdout());
    }
  }
}
