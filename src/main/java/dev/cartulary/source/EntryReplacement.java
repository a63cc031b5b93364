package dev.cartulary.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.database.TableStatistics;
import dev.cartulary.source.EntryRepository.Stored;
import dev.cartulary.source.StagedRepository.Staged;
import dev.cartulary.source.format.CatalogEntry.Key;
import dev.cartulary.source.format.EntryType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts staged entries in the place of what a source had, a few names at a time, so that its size
 * does not matter. What the source no longer has is withdrawn, not deleted: mirrors must see it.
 */
@ApplicationScoped
class EntryReplacement {

  private static final int NAMES_AT_ONCE = 50;
  private static final String DELETED = "deleted";

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final EntryRepository entries;
  private final StagedRepository staged;
  private final Event<CatalogChanged> changed;
  private final TableStatistics statistics;

  EntryReplacement(
      EntryRepository entries,
      StagedRepository staged,
      Event<CatalogChanged> changed,
      TableStatistics statistics) {
    this.entries = entries;
    this.staged = staged;
    this.changed = changed;
    this.statistics = statistics;
  }

  /** How many versions were added, changed and withdrawn. */
  record Counts(int added, int changed, int removed) {

    Counts plus(int newAdded, int newChanged, int newRemoved) {
      return new Counts(added + newAdded, changed + newChanged, removed + newRemoved);
    }
  }

  /** What is to be written for some names. */
  private static final class Changes {
    final List<EntryEntity> added = new ArrayList<>();
    final List<EntryEntity> changed = new ArrayList<>();
    final List<String> withdrawn = new ArrayList<>();
    final List<String> marked = new ArrayList<>();
    final List<String> unmarked = new ArrayList<>();
    final Set<CatalogChanged.Name> names = new HashSet<>();
  }

  /**
   * Replaces. To be called in a transaction that holds the source's row.
   *
   * @param whole whether what is not staged is withdrawn
   */
  Counts replace(String sourceId, boolean whole, Instant now) {
    Counts counts = new Counts(0, 0, 0);
    int done = 0;
    for (EntryType type : EntryType.values()) {
      String after = "";
      while (true) {
        List<String> names = staged.names(sourceId, type.text(), after, NAMES_AT_ONCE);
        if (names.isEmpty()) {
          break;
        }
        Changes changes =
            changes(
                sourceId,
                entries.stored(sourceId, type.text(), names),
                staged.staged(sourceId, type.text(), names),
                whole,
                now);
        write(sourceId, changes, now);
        counts =
            counts.plus(changes.added.size(), changes.changed.size(), changes.withdrawn.size());
        statistics.grow(done, names.size(), "entry", "listing");
        done += names.size();
        after = names.get(names.size() - 1);
      }
    }
    return whole ? counts.plus(0, 0, withdrawVanished(sourceId, now)) : counts;
  }

  private int withdrawVanished(String sourceId, Instant now) {
    int withdrawn = 0;
    while (true) {
      List<CatalogChanged.Name> names = entries.vanished(sourceId, NAMES_AT_ONCE);
      if (names.isEmpty()) {
        return withdrawn;
      }
      Map<String, List<String>> byType =
          names.stream()
              .collect(
                  Collectors.groupingBy(
                      CatalogChanged.Name::type,
                      Collectors.mapping(CatalogChanged.Name::name, Collectors.toList())));
      for (Map.Entry<String, List<String>> ofType : byType.entrySet()) {
        withdrawn += entries.withdrawNames(sourceId, ofType.getKey(), ofType.getValue(), now);
      }
      changed.fire(new CatalogChanged(sourceId, Set.copyOf(names)));
    }
  }

  private Changes changes(
      String sourceId, List<Stored> stored, List<Staged> read, boolean whole, Instant now) {
    Map<Key, Stored> before = new HashMap<>();
    stored.forEach(row -> before.put(row.key(), row));
    Set<Key> latest = latest(stored, read, whole, now);
    Changes changes = new Changes();
    for (Staged entry : read) {
      change(sourceId, entry, before.remove(entry.key()), latest, now, changes);
    }
    for (Stored row : before.values()) {
      if (row.withdrawnAt() != null) {
        continue;
      }
      if (whole) {
        changes.withdrawn.add(row.id());
        changes.names.add(name(row.key()));
      } else {
        mark(row, latest.contains(row.key()), changes);
      }
    }
    return changes;
  }

  private void change(
      String sourceId,
      Staged entry,
      @Nullable Stored before,
      Set<Key> latest,
      Instant now,
      Changes changes) {
    boolean isLatest = latest.contains(entry.key());
    EntryDates dates = EntryDates.of(entry, before, now);
    if (before == null) {
      changes.names.add(name(entry.key()));
      changes.added.add(
          new EntryEntity(
              ids.generate().toString(), sourceId, entry, entry.claims(), dates, isLatest, now));
    } else if (differs(before, entry, dates)) {
      String claims = entry.claims() == null ? before.claims() : entry.claims();
      changes.names.add(name(entry.key()));
      changes.changed.add(
          new EntryEntity(before.id(), sourceId, entry, claims, dates, isLatest, now));
    } else {
      mark(before, isLatest, changes);
    }
  }

  private static void mark(Stored row, boolean isLatest, Changes changes) {
    if (row.isLatest() != isLatest) {
      changes.names.add(name(row.key()));
      (isLatest ? changes.marked : changes.unmarked).add(row.id());
    }
  }

  private void write(String sourceId, Changes changes, Instant now) {
    entries.change(changes.changed);
    entries.withdraw(changes.withdrawn, now);
    entries.mark(changes.unmarked, false);
    entries.mark(changes.marked, true);
    entries.insert(changes.added);
    if (!changes.names.isEmpty()) {
      changed.fire(new CatalogChanged(sourceId, changes.names));
    }
  }

  private static CatalogChanged.Name name(Key key) {
    return new CatalogChanged.Name(key.type(), key.name());
  }

  private static boolean differs(Stored before, Staged entry, EntryDates dates) {
    return before.withdrawnAt() != null
        || !before.document().equals(entry.document())
        || !before.searchText().equals(entry.searchText())
        || !before.status().equals(entry.status())
        || !Objects.equals(before.statusMessage(), entry.statusMessage())
        || (entry.claims() != null && !entry.claims().equals(before.claims()))
        || !before.statusChangedAt().equals(dates.statusChangedAt())
        || !before.publishedAt().equals(dates.publishedAt());
  }

  /** A version that will be there, with what decides which of a name is the latest one. */
  private record Candidate(Key key, boolean deleted, PublishedVersion version) {

    /** One that is not deleted beats any that is. */
    static Candidate later(Candidate one, Candidate other) {
      if (one.deleted() != other.deleted()) {
        return one.deleted() ? other : one;
      }
      return one.version().compareTo(other.version()) >= 0 ? one : other;
    }
  }

  /** The latest version of each name. */
  private static Set<Key> latest(
      List<Stored> stored, List<Staged> read, boolean whole, Instant now) {
    Map<Key, Stored> before = new HashMap<>();
    stored.forEach(row -> before.put(row.key(), row));
    Map<String, Candidate> latest = new HashMap<>();
    for (Staged entry : read) {
      EntryDates dates = EntryDates.of(entry, before.remove(entry.key()), now);
      PublishedVersion version = new PublishedVersion(entry.version(), dates.publishedAt());
      latest.merge(
          entry.name(),
          new Candidate(entry.key(), entry.status().equals(DELETED), version),
          Candidate::later);
    }
    if (!whole) {
      for (Stored row : before.values()) {
        if (row.withdrawnAt() == null) {
          PublishedVersion version = new PublishedVersion(row.version(), row.publishedAt());
          latest.merge(
              row.name(),
              new Candidate(row.key(), row.status().equals(DELETED), version),
              Candidate::later);
        }
      }
    }
    return latest.values().stream().map(Candidate::key).collect(Collectors.toSet());
  }
}
