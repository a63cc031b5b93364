package dev.cartulary.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.TableStatistics;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.source.format.Catalog.Refusal;
import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogEntry.Key;
import dev.cartulary.source.format.CatalogReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sync does with the database: one process at a time holds a source's lease, stages what it
 * reads, and puts all of it in the place of what the source had.
 */
@ApplicationScoped
@ActivateRequestContext
class SyncService {

  /** After which another process takes over from one that says no more. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** A million entries that ten registries show may take an hour. */
  private static final Duration LOAD_LIMIT = Duration.ofHours(3);

  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final SyncRepository syncs;
  private final StagedRepository staged;
  private final EntryRepository entries;
  private final EntryReplacement replacement;
  private final TableStatistics statistics;

  SyncService(
      SyncRepository syncs,
      StagedRepository staged,
      EntryRepository entries,
      EntryReplacement replacement,
      TableStatistics statistics) {
    this.syncs = syncs;
    this.staged = staged;
    this.entries = entries;
    this.replacement = replacement;
    this.statistics = statistics;
  }

  /** What a sync has changed. */
  record Loaded(StoredSource source, int added, int changed, int removed) {}

  /** An entry with its place. */
  record Taken(CatalogEntry entry, String place, @Nullable String claims) {}

  /** A claim to a source that nobody else can have; nothing is taken yet. */
  Lease lease(String id) {
    return new Lease(id, newId());
  }

  /** The source's row; empty where it is gone. */
  Optional<SyncBase> base(String id) {
    return WriteTransaction.call(WRITE_LIMIT, () -> syncs.base(id));
  }

  /** Takes the lease, with nothing staged; empty where somebody else has it. */
  Optional<SyncBase> begin(Lease lease) {
    String id = lease.source();
    return WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          Instant now = InstantMicros.now();
          if (!syncs.lease(lease, now, now.plus(LEASE))) {
            return Optional.empty();
          }
          staged.clear(id);
          return syncs.base(id);
        });
  }

  /**
   * Keeps what was read, and the lease.
   *
   * @param laterWins whether an entry that was read already is replaced; else it is refused
   * @return what is refused
   */
  List<Refusal> stage(Lease lease, List<Taken> taken, boolean laterWins) {
    return WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          renewed(lease);
          return staged(lease.source(), taken, laterWins);
        });
  }

  private List<Refusal> staged(String id, List<Taken> taken, boolean laterWins) {
    Map<Key, StagedRepository.Place> before = new HashMap<>();
    staged
        .places(id, taken.stream().map(one -> one.entry().key()).toList())
        .forEach(place -> before.put(place.key(), place));
    Map<Key, Taken> kept = new LinkedHashMap<>();
    List<String> replaced = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (Taken one : taken) {
      Key key = one.entry().key();
      StagedRepository.Place first = before.get(key);
      if (laterWins) {
        kept.put(key, one);
        if (first != null) {
          replaced.add(first.id());
          before.remove(key);
        }
        continue;
      }
      Taken twin = first == null ? kept.putIfAbsent(key, one) : null;
      String place = first != null ? first.place() : twin != null ? twin.place() : null;
      if (place != null) {
        refused.add(new Refusal(one.place(), one.entry().label(), CatalogReader.twice(place)));
      }
    }
    if (!replaced.isEmpty()) {
      staged.remove(replaced);
    }
    staged.insert(
        kept.values().stream()
            .map(one -> new StagedEntity(newId(), id, one.place(), one.entry(), one.claims()))
            .toList());
    return refused;
  }

  /** Keeps the lease. */
  void renew(Lease lease) {
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          renewed(lease);
          return null;
        });
  }

  private void renewed(Lease lease) {
    if (!syncs.renew(lease, InstantMicros.now().plus(LEASE))) {
      throw new LeaseLost();
    }
  }

  /** Puts what is staged in the place of what the source had, and gives the lease back. */
  Loaded replace(Lease lease, SyncOutcome outcome) {
    String id = lease.source();
    Loaded loaded =
        WriteTransaction.repeated(
            LOAD_LIMIT,
            () -> {
              renewed(lease);
              // Taken with the lock: what is committed later has a later time.
              Instant now = InstantMicros.now();
              EntryReplacement.Counts counts = replacement.replace(id, outcome.whole(), now);
              refuse(id, outcome);
              staged.clear(id);
              syncs.done(id, outcome, entries.count(id), syncs.refused(id), now);
              StoredSource source = syncs.base(id).orElseThrow(LeaseLost::new).source();
              return new Loaded(source, counts.added(), counts.changed(), counts.removed());
            });
    // The first page of a large one must not sort all of it.
    statistics.changed(loaded.added() + loaded.changed() + loaded.removed(), "entry");
    return loaded;
  }

  private void refuse(String id, SyncOutcome outcome) {
    int next = 0;
    if (outcome.whole()) {
      syncs.refuse(id, List.of());
    } else {
      syncs.forget(id, outcome.refusals().stream().map(Refusal::name).distinct().toList());
      next = syncs.lastPosition(id) + 1;
    }
    List<RefusalEntity> rows = new ArrayList<>();
    for (Refusal one : outcome.refusals()) {
      rows.add(
          new RefusalEntity(
              newId(), id, next++, one.severity(), one.place(), one.name(), one.reason()));
    }
    syncs.add(rows);
  }

  /** The source is as it was: gives the lease back. */
  void unchanged(Lease lease, SyncOutcome outcome) {
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          renewed(lease);
          syncs.unchanged(lease.source(), outcome.state(), InstantMicros.now());
          return null;
        });
  }

  /** Gives the lease back, where it is still held, with nothing staged. */
  void release(Lease lease) {
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          if (syncs.release(lease)) {
            staged.clear(lease.source());
          }
          return null;
        });
  }

  /** Notes why a source could not be read. What somebody else stages of it now stays. */
  void failed(String id, String problem) {
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          syncs.failed(id, problem, InstantMicros.now());
          return null;
        });
  }

  /** Notes that the last problem is over. */
  void mended(String id) {
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          syncs.mended(id);
          return null;
        });
  }

  private String newId() {
    return ids.generate().toString();
  }
}
