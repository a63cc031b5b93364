package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.url.Engine;
import org.junit.jupiter.api.Test;

class TableStatisticsTest {

  @Test
  void onlyALargeChangeOnPostgresIsWorthIt() {
    int large = TableStatistics.LARGE;

    assertThat(TableStatistics.statement(Engine.POSTGRESQL, large, "entry"))
        .contains("ANALYZE entry");
    assertThat(TableStatistics.statement(Engine.POSTGRESQL, large - 1, "entry")).isEmpty();
    assertThat(TableStatistics.statement(Engine.MYSQL, large, "entry")).isEmpty();
    assertThat(TableStatistics.statement(Engine.SQLITE, large, "entry")).isEmpty();
  }
}
