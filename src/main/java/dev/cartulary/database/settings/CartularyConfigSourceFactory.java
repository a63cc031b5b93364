package dev.cartulary.database.settings;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Launch;
import dev.cartulary.config.SettingsConfigSource;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Brings Cartulary's settings into Quarkus's configuration.
 *
 * <p>Where no {@link Launch} is announced it brings nothing: Quarkus also asks while the program is
 * being built.
 */
public final class CartularyConfigSourceFactory implements ConfigSourceFactory {

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    return sources(Launch.announced());
  }

  static Iterable<ConfigSource> sources(Optional<Launch> announced) {
    return announced.map(CartularyConfigSourceFactory::sources).orElse(List.of());
  }

  private static List<ConfigSource> sources(Launch launch) {
    DatabaseSettings.Resolution resolution = DatabaseSettings.resolve(launch.settings());
    List<Finding> findings = new ArrayList<>(launch.settings().findings());
    findings.addAll(resolution.findings());
    DatabaseSettings database = resolution.settings().orElse(null);
    if (database == null) {
      // Main reports findings and ends before Quarkus starts; this is for whoever starts it
      // otherwise.
      throw new IllegalStateException(
          findings.stream()
              .map(Finding::sentence)
              .collect(Collectors.joining(System.lineSeparator())));
    }
    return List.of(
        new SettingsConfigSource(launch.settings(), launch.mode()),
        new DatabaseConfigSource(database, launch.mode()));
  }
}
