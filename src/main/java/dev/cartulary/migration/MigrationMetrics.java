package dev.cartulary.migration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** The schema's versions as gauges; not a number until the database has been asked. */
@Singleton
class MigrationMetrics implements MeterBinder {

  private final SchemaMonitor monitor;

  MigrationMetrics(SchemaMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "cartulary.schema.version.current",
        "The highest schema version that is applied.",
        MigrationStatus::current);
    gauge(
        registry,
        "cartulary.schema.version.expected",
        "The schema version that this program needs.",
        MigrationStatus::expected);
    gauge(
        registry,
        "cartulary.migrations.pending",
        "Schema steps that are not applied.",
        status -> status.in(StepState.PENDING).size());
    gauge(
        registry,
        "cartulary.migrations.failed",
        "Schema steps that failed half-way.",
        status -> status.in(StepState.FAILED).size());
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<MigrationStatus> value) {
    Gauge.builder(
            name, monitor, it -> it.view().status().map(value::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .register(registry);
  }
}
