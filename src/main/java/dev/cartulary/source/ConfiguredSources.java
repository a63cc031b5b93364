package dev.cartulary.source;

import dev.cartulary.config.Settings;
import jakarta.inject.Singleton;
import java.util.List;

/** The sources that this process's configuration names. */
@Singleton
public class ConfiguredSources {

  private final SourceSettings.Resolution resolution;

  ConfiguredSources(Settings settings) {
    this.resolution = SourceSettings.resolve(settings);
  }

  /** In the configuration's order; the sample alone where none is configured. */
  public List<SourceDefinition> sources() {
    return resolution.sources();
  }

  /** Whether nothing is configured and the sample is served. */
  boolean isSample() {
    return resolution.sample();
  }
}
