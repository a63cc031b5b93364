package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.ExternalServer;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MySqlTwoUsersIT extends MySqlFamilyTwoUsersContract {

  MySqlTwoUsersIT() {
    super(TestEngine.MYSQL);
  }

  /** Then the name in a GRANT is a name and no pattern. */
  @Test
  void theRightsAreThereWithPartialRevokesToo() throws SQLException {
    try (ExternalServer alone = ExternalServer.alone()) {
      users.execute("SET GLOBAL partial_revokes = ON");
      try {
        Program.Result roles = Program.run(users.administrativeEnvironment(), "database", "roles");
        assertThat(roles.exitCode()).as(roles.stderr()).isZero();
        assertThat(Program.run(users.environment(), "migrate", "up").exitCode()).isZero();
      } finally {
        users.execute("SET GLOBAL partial_revokes = OFF");
      }
    }
  }
}
