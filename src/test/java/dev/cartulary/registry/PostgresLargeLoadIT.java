package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The planner knows a large load before the first page is asked for. */
class PostgresLargeLoadIT {

  private static final int ENTRIES = 1000;

  @Test
  void aLargeLoadIsAnalysedAtOnce() throws SQLException {
    CatalogFixture catalog =
        new CatalogFixture(Program.emptyDirectory()).source("big").registry("big", "big");
    catalog.write(
        "big",
        IntStream.range(0, ENTRIES)
            .mapToObj(i -> server("com.example/s" + i, "1.0.0"))
            .toArray(String[]::new));
    try (TestDatabase database = TestDatabase.create(TestEngine.POSTGRESQL);
        Program program =
            Program.start(
                Map.of("DATABASE_URL", database.url()), "--config", catalog.configuration())) {
      assertThat(program.get("/registry/big/v0.1/servers?limit=1").statusCode()).isEqualTo(200);
      assertThat(Sql.rows(database, "SELECT reltuples FROM pg_class WHERE relname = 'entry'"))
          .containsExactly(List.of(Integer.toString(ENTRIES)));
    }
  }
}
