package dev.cartulary.database;

import dev.cartulary.config.ProcessMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Gives beans the {@link DatabaseSettings} with which the process was started. */
@ApplicationScoped
class DatabaseSettingsProducer {

  @Produces
  @Singleton
  DatabaseSettings databaseSettings(Config config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(DatabaseConfigSource.class::isInstance)
        .map(source -> ((DatabaseConfigSource) source).database())
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "The property " + ProcessMode.PROPERTY + " is not set; Main sets it."));
  }
}
