package dev.cartulary.database.health;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.replica.ReadReplica;
import io.agroal.api.AgroalDataSourceMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The pools' counts as gauges {@code cartulary_pool_connections{pool=…,state=…}}. */
@Singleton
class PoolMetrics implements MeterBinder {

  private static final String PRIMARY = "primary";
  private static final String REPLICA = "replica";

  private final ActiveDatabase database;
  private final ReadReplica replica;

  PoolMetrics(ActiveDatabase database, ReadReplica replica) {
    this.database = database;
    this.replica = replica;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "active", PoolMetrics::active);
    gauge(registry, "available", AgroalDataSourceMetrics::availableCount);
    gauge(registry, "waiting", AgroalDataSourceMetrics::awaitingCount);
    gauge(registry, PRIMARY, "max", () -> database.settings().poolSize());
    if (replica.poolSize().isPresent()) {
      gauge(registry, REPLICA, "max", () -> replica.poolSize().orElse(0));
    }
  }

  /**
   * Connections in use. Where the beginning of a transaction finds its connection broken, Agroal
   * 3.0 counts the connection as given back without having counted it as taken.
   */
  static long active(AgroalDataSourceMetrics pool) {
    return Math.max(0, pool.activeCount());
  }

  private void gauge(
      MeterRegistry registry, String state, ToDoubleFunction<AgroalDataSourceMetrics> count) {
    gauge(registry, PRIMARY, state, () -> count.applyAsDouble(database.dataSource().getMetrics()));
    if (replica.poolSize().isPresent()) {
      gauge(
          registry, REPLICA, state, () -> replica.metrics().map(count::applyAsDouble).orElse(0.0));
    }
  }

  private static void gauge(
      MeterRegistry registry, String pool, String state, Supplier<Number> count) {
    Gauge.builder("cartulary.pool.connections", count)
        .tag("pool", pool)
        .tag("state", state)
        .description("Connections of a database pool, by state; waiting counts callers.")
        .register(registry);
  }
}
