package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.url.Engine;
import org.junit.jupiter.api.Test;

class TableStatisticsTest {

  @Test
  void onlyALargeChangeOnPostgresIsWorthIt() {
    int large = TableStatistics.LARGE;

    assertThat(TableStatistics.statement(Engine.POSTGRESQL, large, "entry"))
        .contains("ANALYZE (SKIP_LOCKED) entry");
    assertThat(TableStatistics.statement(Engine.POSTGRESQL, large - 1, "entry")).isEmpty();
    assertThat(TableStatistics.statement(Engine.MYSQL, large, "entry")).isEmpty();
    assertThat(TableStatistics.statement(Engine.SQLITE, large, "entry")).isEmpty();
  }

  @Test
  void aGrowingTableIsCountedAtEachPowerOfTen() {
    assertThat(TableStatistics.isDue(0, 999)).isFalse();
    assertThat(TableStatistics.isDue(950, 50)).isTrue();
    assertThat(TableStatistics.isDue(1000, 50)).isFalse();
    assertThat(TableStatistics.isDue(9990, 50)).isTrue();
    assertThat(TableStatistics.isDue(10_040, 50)).isFalse();
    assertThat(TableStatistics.isDue(99_999, 1)).isTrue();
  }
}
