package dev.cartulary.database;

import dev.cartulary.config.Finding;
import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.config.SettingsConfigSource;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Brings Cartulary's settings into Quarkus's configuration.
 *
 * <p>Without the property {@value ProcessMode#PROPERTY}, which {@code Main} sets, it brings
 * nothing: Quarkus also asks while the program is being built, when nothing of the machine may be
 * read.
 */
public final class CartularyConfigSourceFactory implements ConfigSourceFactory {

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    Optional<ProcessMode> mode = value(context, ProcessMode.PROPERTY).flatMap(ProcessMode::of);
    return mode.map(m -> sources(context, m)).orElse(List.of());
  }

  private static List<ConfigSource> sources(ConfigSourceContext context, ProcessMode mode) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      value(context, ProcessMode.FLAG_PREFIX + setting.name())
          .ifPresent(v -> flags.put(setting, v));
    }
    Settings settings = Settings.load(flags, System.getenv(), Path.of("").toAbsolutePath());
    DatabaseSettings.Resolution resolution = DatabaseSettings.resolve(settings);
    List<Finding> findings = new ArrayList<>(settings.findings());
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
        new SettingsConfigSource(settings, mode), new DatabaseConfigSource(database, mode));
  }

  /** A property as it was set: a flag's value is the user's text, in which ${} means nothing. */
  private static Optional<String> value(ConfigSourceContext context, String name) {
    ConfigValue value = Expressions.withoutExpansion(() -> context.getValue(name));
    return value == null ? Optional.empty() : Optional.ofNullable(value.getValue());
  }
}
