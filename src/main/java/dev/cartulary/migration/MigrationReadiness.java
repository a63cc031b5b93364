package dev.cartulary.migration;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready while the schema is one that this program can serve on; says what is missing otherwise. */
@Readiness
@Singleton
class MigrationReadiness implements AsyncHealthCheck {

  private final SchemaMonitor monitor;

  MigrationReadiness(SchemaMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(monitor::refreshed)
        .onItemOrFailure()
        .transform((view, failure) -> answer(failure == null ? view : monitor.view(), failure));
  }

  private HealthCheckResponse answer(SchemaView view, @Nullable Throwable failure) {
    boolean up = failure == null && view.usable() && view.trouble().isEmpty();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("migrations").status(up);
    view.status().ifPresent(status -> describe(answer, status));
    if (failure instanceof TimeoutException) {
      answer.withData("reason", monitor.silence());
    } else if (!up) {
      answer.withData("reason", view.reason());
    } else if (view.status().filter(it -> it.state() == SchemaState.AHEAD).isPresent()) {
      answer.withData("warning", view.reason());
    }
    return answer.build();
  }

  private static void describe(HealthCheckResponseBuilder answer, MigrationStatus status) {
    answer
        .withData("state", status.state().name().toLowerCase(Locale.ROOT))
        .withData("current", status.current())
        .withData("expected", status.expected());
    list(answer, "pending", status.titles(StepState.PENDING));
    list(answer, "failed", status.titles(StepState.FAILED));
    list(answer, "unknown", status.titles(StepState.UNKNOWN));
    status.command().ifPresent(command -> answer.withData("command", command));
  }

  private static void list(HealthCheckResponseBuilder answer, String name, String titles) {
    if (!titles.isEmpty()) {
      answer.withData(name, titles);
    }
  }
}
