package dev.cartulary;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says when an orderly stop begins. */
@Singleton
class GracefulStop {

  private static final Logger LOG = Logger.getLogger(GracefulStop.class);

  void onStop(@Observes ShutdownDelayInitiatedEvent event) {
    LOG.info("Graceful stop began: readiness is DOWN, running requests may finish.");
  }
}
