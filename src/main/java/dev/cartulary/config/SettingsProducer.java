package dev.cartulary.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Gives beans the {@link Settings} with which the process was started. */
@ApplicationScoped
class SettingsProducer {

  @Produces
  @Singleton
  Settings settings(Config config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(SettingsConfigSource.class::isInstance)
        .map(source -> ((SettingsConfigSource) source).settings())
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "The property " + ProcessMode.PROPERTY + " is not set; Main sets it."));
  }
}
