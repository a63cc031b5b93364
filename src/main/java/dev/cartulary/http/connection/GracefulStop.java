package dev.cartulary.http.connection;

import dev.cartulary.config.Launch;
import dev.cartulary.config.Setting;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.smallrye.health.runtime.ShutdownReadinessCheck;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * An orderly stop: readiness turns DOWN, the delay passes, nothing new is accepted, running
 * requests end, and only then does the rest of the program. All of it happens here, because Quarkus
 * waits only for a moment without a request.
 */
@Singleton
class GracefulStop {

  private static final Logger LOG = Logger.getLogger(GracefulStop.class);

  private final ShutdownReadinessCheck readiness;
  private final OpenConnections connections;
  private final Launch launch;

  GracefulStop(
      @Readiness ShutdownReadinessCheck readiness, OpenConnections connections, Launch launch) {
    this.readiness = readiness;
    this.connections = connections;
    this.launch = launch;
  }

  void onStop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
    if (!launch.serves()) {
      return;
    }
    LOG.info("Graceful stop began: readiness is DOWN, running requests may finish.");
    readiness.shutdown();
    connections.announceStop();
    Thread.sleep(launch.settings().duration(Setting.SHUTDOWN_DELAY).toMillis());
    Duration limit = launch.settings().duration(Setting.SHUTDOWN_TIMEOUT);
    int running = connections.drain(limit);
    if (running > 0) {
      LOG.warnf(
          "%d requests had not ended %d s after the stop began to wait for them (SHUTDOWN_TIMEOUT);"
              + " they are cut off.",
          running, limit.toSeconds());
    }
  }
}
