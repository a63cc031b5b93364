package dev.cartulary.source;

import dev.cartulary.config.Settings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sources as the database has them, in memory: what decisions are made on. It is a few seconds
 * old at most ({@link DefinitionWatch}); own changes show at once.
 */
@Singleton
public class Sources {

  private final List<SourceDefinition> configured;

  /** Null until the database was read. */
  private volatile @Nullable List<Source> known;

  Sources(Settings settings) {
    this.configured = SourceSettings.resolve(settings).sources();
  }

  void put(List<Source> sources) {
    known = List.copyOf(sources);
  }

  /** Whether the database was read; before that nobody knows what there is. */
  public boolean isRead() {
    return known != null;
  }

  /** Every source by name; none before the database was read. */
  public List<Source> all() {
    List<Source> sources = known;
    return sources == null ? List.of() : sources;
  }

  /** What every source is; before the database was read, what the configuration says. */
  public List<SourceDefinition> definitions() {
    List<Source> sources = known;
    return sources == null ? configured : sources.stream().map(Source::definition).toList();
  }

  /** The one of this name. */
  public Optional<Source> named(String name) {
    return all().stream().filter(source -> source.name().equals(name)).findFirst();
  }
}
