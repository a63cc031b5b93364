package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.AgroalConnectionConfigurer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairPoolTest {

  private static final int WAITING = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void whoGivesAConnectionBackTakesItNotAgainBeforeThoseWhoWait() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    try (AgroalDataSource pool = poolOfOne()) {
      List<Thread> waiting = new ArrayList<>();
      Connection held = pool.getConnection();
      for (int i = 1; i <= WAITING; i++) {
        String name = "waiter " + i;
        Thread waiter = new Thread(() -> take(pool, order, name));
        waiter.start();
        waiting.add(waiter);
        int queued = i;
        Await.until(LIMIT, name, () -> pool.getMetrics().awaitingCount() == queued);
      }
      held.close();
      take(pool, order, "again");
      for (Thread waiter : waiting) {
        waiter.join();
      }
    }
    assertThat(order).hasSize(WAITING + 1).first().isNotEqualTo("again");
  }

  @Test
  void everyEngineHasSuchAPoolWithItsOwnErrors() {
    for (AgroalConnectionConfigurer engine :
        List.of(new FairPool.OfSqlite(), new FairPool.OfPostgresql(), new FairPool.OfMySql())) {
      AgroalDataSourceConfigurationSupplier pool = new AgroalDataSourceConfigurationSupplier();
      engine.setExceptionSorter("any", pool);
      pool.connectionPoolConfiguration().maxSize(1);
      assertThat(pool.get().connectionPoolConfiguration().connectionCache())
          .hasSameClassAs(ConnectionCache.none());
    }
  }

  private static void take(AgroalDataSource pool, List<String> order, String name) {
    try (Connection connection = pool.getConnection()) {
      order.add(name);
    } catch (SQLException failure) {
      order.add(name + " failed: " + failure.getMessage());
    }
  }

  private static AgroalDataSource poolOfOne() throws SQLException {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier().metricsEnabled();
    configuration
        .connectionPoolConfiguration()
        .maxSize(1)
        .acquisitionTimeout(LIMIT)
        .connectionFactoryConfiguration()
        .connectionProviderClass(SqliteDriver.class)
        .jdbcUrl("jdbc:sqlite:file:/fair?vfs=memdb");
    FairPool.configure(configuration);
    return AgroalDataSource.from(configuration);
  }
}
