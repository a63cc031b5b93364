package dev.cartulary;

import dev.cartulary.access.AuthMode;
import dev.cartulary.cli.Findings;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.settings.DatabaseSettings;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says, at the server's start, which settings were left aside and what to look at. */
final class StartupWarnings {

  private static final Logger LOG = Logger.getLogger(StartupWarnings.class);

  private StartupWarnings() {}

  static void log(Settings settings) {
    Findings.warnings(settings).forEach(LOG::warn);
    derivedKey(settings).ifPresent(LOG::warn);
    ContainerMemory.warning().ifPresent(LOG::warn);
    if (AuthMode.of(settings) == AuthMode.ANONYMOUS) {
      LOG.warn(
          "AUTH_MODE is anonymous: everybody who reaches this server may read, change and delete"
              + " everything");
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
                + ": anyone who reads the file can compute it, and under another path the values do"
                + " not open. Set ENCRYPTION_KEY, or ENCRYPTION_KEY_FILE.");
  }
}
