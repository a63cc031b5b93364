package dev.cartulary.database.health;

import dev.cartulary.background.ProbeExecutor;
import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.error.PublicReason;
import dev.cartulary.database.replica.ReadReplica;
import io.agroal.api.AgroalDataSourceMetrics;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the pool gives a connection that works, within {@link #LIMIT}. */
@Readiness
@Singleton
class PoolReadiness implements AsyncHealthCheck {

  /** Less than the second that a probe may take in all. */
  static final Duration LIMIT = Duration.ofMillis(800);

  private static final int VALIDATION_SECONDS = 1;
  private static final String READ_ONLY = "25006";

  private final ActiveDatabase database;
  private final ReadReplica replica;
  private final ProbeExecutor probes;

  PoolReadiness(ActiveDatabase database, ReadReplica replica, ProbeExecutor probes) {
    this.database = database;
    this.replica = replica;
    this.probes = probes;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(() -> probes.within(LIMIT, this::validate))
        .map(micros -> response().up().withData("validationMicros", micros).build())
        .onFailure()
        .recoverWithItem(failure -> response().down().withData("reason", why(failure)).build());
  }

  private long validate() throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = database.dataSource().getConnection()) {
      if (!connection.isValid(VALIDATION_SECONDS)) {
        throw new SQLException("the connection does not answer", "08006");
      }
      if (!database.isWanted(connection)) {
        database.renewConnections();
        throw new SQLException("the server is not one that the settings ask for", READ_ONLY);
      }
    }
    return (System.nanoTime() - start) / 1000;
  }

  private HealthCheckResponseBuilder response() {
    AgroalDataSourceMetrics pool = database.dataSource().getMetrics();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("pool")
            .withData("engine", database.engine().word())
            .withData("active", PoolMetrics.active(pool))
            .withData("available", pool.availableCount())
            .withData("waiting", pool.awaitingCount())
            .withData("max", database.settings().poolSize());
    database.pooler().recognised().ifPresent(words -> response.withData("pooler", words));
    replica.state().ifPresent(state -> response.withData("replica", state));
    return response;
  }

  /** What is known of the last try to open a connection says more than a probe's failure. */
  private String why(Throwable failure) {
    return database.trouble().orElseGet(() -> reason(failure));
  }

  private static String reason(Throwable failure) {
    return failure instanceof TimeoutException
        ? "no connection that works within " + LIMIT.toMillis() + " ms"
        : PublicReason.of(failure);
  }
}
