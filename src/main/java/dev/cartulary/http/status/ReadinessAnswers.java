package dev.cartulary.http.status;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Asks the checks of a probe without a worker thread: where all of them are busy, a probe would
 * wait with everything else. A check that is no {@code AsyncHealthCheck} only reads what is in
 * memory; one that asks the database is, and brings its own threads.
 */
@Singleton
@Alternative
@Priority(1)
class ReadinessAnswers extends AsyncHealthCheckFactory {

  @Override
  public Uni<HealthCheckResponse> callSync(HealthCheck check) {
    return Uni.createFrom().item(check::call);
  }
}
