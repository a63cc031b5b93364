package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SqliteMigrationIT extends TransactionalMigrationContract {

  @Override
  protected TestEngine engine() {
    return TestEngine.SQLITE;
  }

  @Test
  void theEmbeddedPolicyMigratesSqlite() {
    try (Program server =
        Program.start(Map.of("DATABASE_URL", database.url(), "DB_AUTO_MIGRATE", "embedded"))) {
      assertThat(server.get("/q/health/ready").body()).contains("\"current\"");
    }
  }

  @Test
  void aDatabaseInMemoryIsMigrated() {
    try (Program server = Program.start(Map.of("DATABASE_URL", "sqlite::memory:"))) {
      assertThat(server.get("/q/health/ready").body()).contains("\"current\"");
    }
  }
}
