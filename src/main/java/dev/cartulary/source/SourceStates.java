package dev.cartulary.source;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** How each configured source stands, in memory, so that a probe never waits for the database. */
@Singleton
public class SourceStates {

  private final Map<String, SourceState> states = new ConcurrentHashMap<>();
  private final ConfiguredSources configured;

  SourceStates(ConfiguredSources configured) {
    this.configured = configured;
  }

  void put(String source, SourceState state) {
    states.put(source, state);
  }

  SourceState get(String source) {
    return states.getOrDefault(source, SourceState.LOADING);
  }

  /** Whether what the source holds was read at least once, by this process or one before it. */
  public boolean isRead(String source) {
    return get(source).served();
  }

  /** The names of the sources that callers without a credential see too. */
  Set<String> seenByEverybody() {
    return configured.sources().stream()
        .filter(source -> source.visibility().everybody())
        .map(SourceDefinition::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Every configured source, in the configuration's order. */
  Map<String, SourceState> all() {
    Map<String, SourceState> all = new LinkedHashMap<>();
    configured.sources().forEach(source -> all.put(source.name(), get(source.name())));
    return all;
  }
}
