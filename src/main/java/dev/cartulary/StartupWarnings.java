package dev.cartulary;

import dev.cartulary.access.AuthMode;
import dev.cartulary.cli.Findings;
import dev.cartulary.config.Launch;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.settings.DatabaseSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Logs, at the server's start, which settings were left aside. */
@Singleton
class StartupWarnings {

  private static final Logger LOG = Logger.getLogger(StartupWarnings.class);

  void log(@Observes StartupEvent event, Launch launch) {
    if (launch.serves()) {
      Findings.warnings(launch.settings()).forEach(LOG::warn);
      derivedKey(launch.settings()).ifPresent(LOG::warn);
      ContainerMemory.warning().ifPresent(LOG::warn);
      if (AuthMode.of(launch.settings()) == AuthMode.ANONYMOUS) {
        LOG.warn(
            "AUTH_MODE is anonymous: everybody who reaches this server may read, change and delete"
                + " everything");
      }
    }
  }

  /** On a server the URL is at least not beside the data. */
  static Optional<String> derivedKey(Settings settings) {
    boolean derived =
        settings.given(Setting.ENCRYPTION_KEY).isEmpty()
            && settings.given(Setting.ENCRYPTION_KEY_FILE).isEmpty();
    return DatabaseSettings.resolve(settings)
        .settings()
        .flatMap(DatabaseSettings::sqliteFile)
        .filter(file -> derived)
        .map(file ->
            "The key of encrypted values is derived from the path "
                + file
                + ": whoever reads the file can compute it, and under another path the values do not"
                + " open. Set ENCRYPTION_KEY, or ENCRYPTION_KEY_FILE.");
  }
}
