package dev.cartulary.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives beans the {@link Launch} and its {@link Settings}. */
@ApplicationScoped
class SettingsProducer {

  @Produces
  @Singleton
  Launch launch() {
    return Launch.announced().orElseThrow();
  }

  @Produces
  @Singleton
  Settings settings(Launch launch) {
    return launch.settings();
  }
}
