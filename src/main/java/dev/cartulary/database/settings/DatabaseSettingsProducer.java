package dev.cartulary.database.settings;

import dev.cartulary.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives beans the {@link DatabaseSettings} with which the process was started. */
@ApplicationScoped
class DatabaseSettingsProducer {

  @Produces
  @Singleton
  DatabaseSettings databaseSettings(Settings settings) {
    return DatabaseSettings.resolve(settings).settings().orElseThrow();
  }
}
