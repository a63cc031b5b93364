package dev.cartulary.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.TableStatistics;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.source.EntryRepository.Stored;
import dev.cartulary.source.format.Catalog;
import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogEntry.Key;
import dev.cartulary.source.format.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the tables of entries in line with what sources have. */
@ApplicationScoped
@ActivateRequestContext
public class SourceService {

  /** A catalog of many thousands of entries takes more than the usual minute. */
  private static final Duration LOAD_LIMIT = Duration.ofMinutes(15);

  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final SourceRepository sources;
  private final EntryRepository entries;
  private final Event<CatalogChanged> changed;
  private final TableStatistics statistics;

  SourceService(
      SourceRepository sources,
      EntryRepository entries,
      Event<CatalogChanged> changed,
      TableStatistics statistics) {
    this.sources = sources;
    this.entries = entries;
    this.changed = changed;
    this.statistics = statistics;
  }

  /** What a load has changed. */
  record Loaded(StoredSource source, int added, int changed, int removed) {}

  /**
   * Replaces what a source has by a catalog, unless another process has just done so.
   *
   * @return empty where the source is gone: another process runs with another configuration
   */
  Optional<Loaded> replace(String sourceId, String hash, Catalog catalog) {
    return WriteTransaction.call(LOAD_LIMIT, () -> replaced(sourceId, hash, catalog));
  }

  private Optional<Loaded> replaced(String sourceId, String hash, Catalog catalog) {
    Instant now = InstantMicros.now();
    if (!sources.lock(sourceId, now)) {
      return Optional.empty();
    }
    Optional<StoredSource> before = sources.stored(sourceId);
    if (before.filter(source -> hash.equals(source.contentHash())).isPresent()) {
      sources.problem(sourceId, null, now);
      return sources.stored(sourceId).map(source -> new Loaded(source, 0, 0, 0));
    }
    Set<CatalogChanged.Name> names = new HashSet<>();
    int[] counts = write(sourceId, catalog.entries(), names, now);
    sources.loaded(sourceId, hash, catalog, now);
    sources.refuse(sourceId, refusals(sourceId, catalog));
    changed.fire(new CatalogChanged(sourceId, names));
    return sources
        .stored(sourceId)
        .map(source -> new Loaded(source, counts[0], counts[1], counts[2]));
  }

  /** After a load is committed: the first page of a large one must not sort all of it. */
  void finish(Loaded loaded) {
    statistics.changed(loaded.added() + loaded.changed() + loaded.removed(), "entry");
  }

  private int[] write(
      String sourceId, List<CatalogEntry> catalog, Set<CatalogChanged.Name> names, Instant now) {
    Map<Key, Stored> stored = entries.stored(sourceId);
    Set<Key> latest = latest(catalog, stored, now);
    List<EntryEntity> added = new ArrayList<>();
    List<EntryEntity> changed = new ArrayList<>();
    List<String> marked = new ArrayList<>();
    List<String> unmarked = new ArrayList<>();
    for (CatalogEntry entry : catalog) {
      boolean isLatest = latest.contains(entry.key());
      Stored before = stored.remove(entry.key());
      EntryDates dates = EntryDates.of(entry, before, now);
      if (before == null) {
        names.add(name(entry.key()));
        added.add(new EntryEntity(newId(), sourceId, entry, dates, isLatest, now));
      } else if (differs(before, entry, dates)) {
        names.add(name(entry.key()));
        changed.add(new EntryEntity(before.id(), sourceId, entry, dates, isLatest, now));
      } else if (before.isLatest() != isLatest) {
        (isLatest ? marked : unmarked).add(before.id());
      }
    }
    stored.keySet().forEach(key -> names.add(name(key)));
    entries.change(changed);
    entries.deleteAll(stored.values().stream().map(Stored::id).toList());
    entries.mark(unmarked, false);
    entries.mark(marked, true);
    entries.insert(added);
    return new int[] {added.size(), changed.size(), stored.size()};
  }

  private static CatalogChanged.Name name(Key key) {
    return new CatalogChanged.Name(key.type(), key.name());
  }

  private static boolean differs(Stored before, CatalogEntry entry, EntryDates dates) {
    return !before.document().equals(entry.document())
        || !before.searchText().equals(entry.searchText())
        || !before.status().equals(entry.status())
        || !Objects.equals(before.statusMessage(), entry.official().statusMessage())
        || !before.statusChangedAt().equals(dates.statusChangedAt())
        || !before.publishedAt().equals(dates.publishedAt());
  }

  /** The greatest version of each name. */
  private static Set<Key> latest(List<CatalogEntry> catalog, Map<Key, Stored> stored, Instant now) {
    record Name(EntryType type, String name) {}
    record Candidate(Key key, PublishedVersion version) {}
    return catalog.stream()
        .collect(
            Collectors.toMap(
                entry -> new Name(entry.type(), entry.name()),
                entry -> {
                  EntryDates dates = EntryDates.of(entry, stored.get(entry.key()), now);
                  return new Candidate(
                      entry.key(), new PublishedVersion(entry.version(), dates.publishedAt()));
                },
                (a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b))
        .values()
        .stream()
        .map(Candidate::key)
        .collect(Collectors.toSet());
  }

  /** Notes why the file as it is cannot be used, or that it can again. */
  void noteProblem(String sourceId, @Nullable String problem) {
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          sources.problem(sourceId, problem, InstantMicros.now());
          return null;
        });
  }

  private List<RefusalEntity> refusals(String sourceId, Catalog catalog) {
    List<RefusalEntity> rows = new ArrayList<>();
    for (Catalog.Refusal refusal : catalog.refusals()) {
      rows.add(
          new RefusalEntity(
              newId(),
              sourceId,
              rows.size(),
              "error",
              refusal.place(),
              refusal.name(),
              refusal.reason()));
    }
    return rows;
  }

  private String newId() {
    return ids.generate().toString();
  }
}
