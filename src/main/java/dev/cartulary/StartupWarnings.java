package dev.cartulary;

import dev.cartulary.access.AuthMode;
import dev.cartulary.cli.Findings;
import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.Settings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Logs, at the server's start, which settings were left aside. */
@Singleton
class StartupWarnings {

  private static final Logger LOG = Logger.getLogger(StartupWarnings.class);

  void log(
      @Observes StartupEvent event,
      Settings settings,
      @ConfigProperty(name = ProcessMode.PROPERTY) Optional<String> mode) {
    if (mode.flatMap(ProcessMode::of).filter(ProcessMode.SERVE::equals).isPresent()) {
      Findings.warnings(settings).forEach(LOG::warn);
      if (AuthMode.of(settings) == AuthMode.ANONYMOUS) {
        LOG.warn(
            "AUTH_MODE is anonymous: everybody who reaches this server may read, change and delete"
                + " everything");
      }
    }
  }
}
