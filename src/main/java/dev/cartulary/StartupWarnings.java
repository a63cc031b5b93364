package dev.cartulary;

import dev.cartulary.access.AuthMode;
import dev.cartulary.cli.Findings;
import dev.cartulary.config.Launch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Logs, at the server's start, which settings were left aside. */
@Singleton
class StartupWarnings {

  private static final Logger LOG = Logger.getLogger(StartupWarnings.class);

  void log(@Observes StartupEvent event, Launch launch) {
    if (launch.serves()) {
      Findings.warnings(launch.settings()).forEach(LOG::warn);
      if (AuthMode.of(launch.settings()) == AuthMode.ANONYMOUS) {
        LOG.warn(
            "AUTH_MODE is anonymous: everybody who reaches this server may read, change and delete"
                + " everything");
      }
    }
  }
}
