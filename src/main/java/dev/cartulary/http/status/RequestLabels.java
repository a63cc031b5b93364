package dev.cartulary.http.status;

import dev.cartulary.http.FilterStep;
import dev.cartulary.http.StatusPaths;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps what callers write out of the labels of metrics: each value would be a series for as long
 * as the process lives (CVE-2026-40984), and paths name people and items.
 */
@Singleton
class RequestLabels {

  private static final String METHOD = "method";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  void register(@Observes Filters filters) {
    FilterStep.REQUEST_LABELS.register(
        filters,
        context -> {
          label(context);
          context.next();
        });
  }

  /** What is counted where no resource answers; a resource's template wins over it. */
  private static void label(RoutingContext context) {
    HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(context);
    if (metric != null) {
      metric.setTemplatePath(StatusPaths.label(String.valueOf(context.request().path())));
    }
  }

  @Produces
  @Singleton
  MeterFilter knownMethods() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        String method = id.getTag(METHOD);
        return method == null || METHODS.contains(method) || !id.getName().startsWith("http.")
            ? id
            : id.replaceTags(
                id.getTags().stream()
                    .map(tag -> tag.getKey().equals(METHOD) ? Tag.of(METHOD, "UNKNOWN") : tag)
                    .toList());
      }
    };
  }
}
