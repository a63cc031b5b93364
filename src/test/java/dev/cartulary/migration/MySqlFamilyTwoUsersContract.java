package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** MySQL and MariaDB: an account is a user from somewhere. */
abstract class MySqlFamilyTwoUsersContract extends TwoUsersContract {

  private static final String HOST = "127.0.0.%";

  MySqlFamilyTwoUsersContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void theAccountsAreForTheHostThatIsAskedFor() throws SQLException {
    try {
      Program.Result roles =
          Program.run(users.administrativeEnvironment(), "database", "roles", "--user-host", HOST);
      assertThat(roles.exitCode()).as(roles.stderr()).isZero();
      assertThat(hostsOf(users.app())).isEqualTo(HOST);
      assertThat(hostsOf(users.migrator())).isEqualTo(HOST);

      Program.Result up = Program.run(users.environment(), "migrate", "up");
      assertThat(up.exitCode()).as(up.stderr()).isZero();
      Program.Result check = Program.run(users.environment(), "database", "check");
      assertThat(check.exitCode()).as(check.stdout() + check.stderr()).isZero();
    } finally {
      for (String user : new String[] {users.app(), users.migrator()}) {
        users.execute(
            "DROP USER IF EXISTS " + users.sql(user).replace("'@'%'", "'@'" + HOST + "'"));
      }
    }
  }

  private String hostsOf(String user) throws SQLException {
    return String.join(
        ", ", users.rows("SELECT host FROM mysql.user WHERE user = " + users.text(user)));
  }
}
