package dev.cartulary.migration;

import dev.cartulary.http.FilterStep;
import dev.cartulary.http.ProblemWriter;
import dev.cartulary.http.StatusPaths;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Answers 503 to requests that need the schema, as long as it cannot be used. Probes, the version
 * and preflight requests always pass.
 */
@Singleton
class SchemaGate {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final SchemaMonitor monitor;
  private final ProblemWriter problems;

  SchemaGate(SchemaMonitor monitor, ProblemWriter problems) {
    this.monitor = monitor;
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    FilterStep.SCHEMA_GATE.register(filters, this::guard);
  }

  private void guard(RoutingContext context) {
    if (StatusPaths.contains(context.normalizedPath())
        || context.request().method().equals(HttpMethod.OPTIONS)) {
      context.next();
      return;
    }
    SchemaView view = monitor.view();
    if (view.usable()) {
      context.next();
    } else {
      problems.write(
          context, ProblemException.retryLater(problem(view), view.reason(), RETRY_AFTER, null));
    }
  }

  /** A schema that nobody can see may be in order. */
  static ProblemType problem(SchemaView view) {
    return view.away() ? ProblemType.DATABASE_UNAVAILABLE : ProblemType.SCHEMA_NOT_READY;
  }
}
