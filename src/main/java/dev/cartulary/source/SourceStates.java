package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** How each source stands, in memory, so that a probe never waits for the database. */
@Singleton
public class SourceStates {

  private final Map<String, SourceState> states = new ConcurrentHashMap<>();
  private final Map<String, Instant> nextLooks = new ConcurrentHashMap<>();
  private final Sources sources;

  SourceStates(Sources sources) {
    this.sources = sources;
  }

  void put(String source, SourceState state) {
    states.put(source, state);
  }

  /** Takes what the database says, unless this process has loaded the source since. */
  void seen(StoredSource stored) {
    states.merge(
        stored.name(),
        SourceState.of(stored),
        (known, read) -> known.isLaterThan(read) ? known : read);
  }

  SourceState get(String source) {
    return states.getOrDefault(source, SourceState.LOADING);
  }

  /** Notes when this process looks at the source again. */
  void looksAgain(String source, Duration pause) {
    nextLooks.put(source, InstantMicros.now().plus(pause));
  }

  /** This process looks at it no more. */
  void looksNoMore(String source) {
    nextLooks.remove(source);
  }

  /**
   * When the source is synced next: where this process looks at it, when it looks again; in one
   * that does not, such as a command, what its last attempt makes likely. Empty where nothing is
   * ever read, or nobody seems to look.
   */
  Optional<Instant> nextSync(Source source) {
    if (source.isManaged()) {
      return Optional.empty();
    }
    Instant look = nextLooks.get(source.name());
    if (look != null) {
      return Optional.of(look);
    }
    return Optional.ofNullable(source.stored().lastAttemptAt())
        .map(last -> last.plus(LookPause.of(source.definition(), source.stored().failures())))
        .filter(next -> next.isAfter(InstantMicros.now()));
  }

  /** Whether what the source holds was read at least once, by this process or one before it. */
  public boolean isRead(String source) {
    return get(source).served();
  }

  /** The names of the sources that callers without a credential see too. */
  Set<String> seenByEverybody() {
    return sources.definitions().stream()
        .filter(source -> source.visibility().everybody())
        .map(SourceDefinition::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Every source, by name. */
  Map<String, SourceState> all() {
    Map<String, SourceState> all = new LinkedHashMap<>();
    sources.definitions().forEach(source -> all.put(source.name(), get(source.name())));
    return all;
  }
}
