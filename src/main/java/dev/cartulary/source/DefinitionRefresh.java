package dev.cartulary.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads sources and registries into memory where the database has others than this process. */
@ApplicationScoped
@ActivateRequestContext
public class DefinitionRefresh {

  /** Where others change them again and again, the next look sees the rest. */
  private static final int MOST_READS = 3;

  private final SourceRepository repository;
  private final Sources sources;
  private final SourceStates states;
  private final ConfigurationState configuration;
  private final Event<SourcesRead> read;
  private final Event<SourcesChanged> changed;
  private SourceLockEntity.@Nullable Counters seen;

  DefinitionRefresh(
      SourceRepository repository,
      Sources sources,
      SourceStates states,
      ConfigurationState configuration,
      Event<SourcesRead> read,
      Event<SourcesChanged> changed) {
    this.repository = repository;
    this.sources = sources;
    this.states = states;
    this.configuration = configuration;
    this.read = read;
    this.changed = changed;
  }

  /**
   * Looks, and reads what is new. To be called after own changes, outside of their transaction.
   *
   * @throws RuntimeException when the database cannot be used
   */
  public synchronized void refresh() {
    SourceLockEntity.Counters now = repository.counters();
    configuration.seen(now);
    if (seen != null && seen.taken() == now.taken()) {
      sources.put(sources.all().stream().map(withStates(repository.states())).toList());
      sources.all().forEach(source -> states.seen(source.stored()));
      return;
    }
    List<Source> all = repository.all();
    read.fire(new SourcesRead(all));
    for (int reads = 1; reads < MOST_READS; reads++) {
      SourceLockEntity.Counters after = repository.counters();
      if (after.taken() == now.taken()) {
        break;
      }
      now = after;
      all = repository.all();
      read.fire(new SourcesRead(all));
    }
    sources.put(all);
    all.forEach(source -> states.seen(source.stored()));
    seen = now;
    changed.fire(new SourcesChanged(all));
  }

  private static UnaryOperator<Source> withStates(List<StoredSource> states) {
    Map<String, StoredSource> byId =
        states.stream().collect(Collectors.toMap(StoredSource::id, Function.identity()));
    return source -> source.with(byId.getOrDefault(source.id(), source.stored()));
  }
}
