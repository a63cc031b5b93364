package dev.cartulary.source;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;

/** The ids of sources as they are stored now, for changes; decisions use {@link Sources}. */
@ApplicationScoped
public class SourceIds {

  private final SourceRepository repository;

  SourceIds(SourceRepository repository) {
    this.repository = repository;
  }

  /** Each source's id by its name. To be called in a transaction. */
  public Map<String, String> byName() {
    return repository.states().stream()
        .collect(Collectors.toUnmodifiableMap(StoredSource::name, StoredSource::id));
  }
}
