package dev.cartulary.database;

import io.agroal.api.AgroalDataSourceMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The pool's counts as gauges {@code cartulary_pool_connections{state=…}}. */
@Singleton
class PoolMetrics implements MeterBinder {

  private final ActiveDatabase database;

  PoolMetrics(ActiveDatabase database) {
    this.database = database;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "active", AgroalDataSourceMetrics::activeCount);
    gauge(registry, "available", AgroalDataSourceMetrics::availableCount);
    gauge(registry, "waiting", AgroalDataSourceMetrics::awaitingCount);
    gauge(registry, "max", metrics -> database.settings().poolSize());
  }

  private void gauge(
      MeterRegistry registry, String state, ToDoubleFunction<AgroalDataSourceMetrics> count) {
    Gauge.builder(
            "cartulary.pool.connections",
            database,
            it -> count.applyAsDouble(it.dataSource().getMetrics()))
        .tag("state", state)
        .description("Connections of the database pool, by state; waiting counts callers.")
        .register(registry);
  }
}
