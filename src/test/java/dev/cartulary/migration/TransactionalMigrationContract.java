package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A failing step on engines that take DDL back. */
abstract class TransactionalMigrationContract extends MigrationContract {

  TransactionalMigrationContract(TestEngine engine) {
    super(engine);
  }

  @Test
  void aFailingStepLeavesNothingBehind() throws Exception {
    migrate(0, "up", "--num-steps", "1");
    Sql.execute(database, "CREATE TABLE others (x INT)");
    Sql.execute(database, "CREATE INDEX ix_entry_name ON others (x)");
    List<String> before = catalogue();

    Program.Result up = migrate(1, "up");

    assertThat(up.stderr()).contains("V2__Create_registry.sql", "ix_entry_name");
    Troubleshooting.assertShown("a-migration-failed", up.stderr());
    assertThat(catalogue()).isEqualTo(before);
    try (Program server = Program.startListening(Map.of("DATABASE_URL", database.url()))) {
      awaitReadinessSays(server, "V2__Create_registry.sql", "DOWN");
      Sql.execute(database, "DROP TABLE others");
      migrate(0, "up");
      server.awaitReady();
    }
    assertThat(catalogue()).isEqualTo(catalogueOfAnUndisturbedDatabase());
  }
}
