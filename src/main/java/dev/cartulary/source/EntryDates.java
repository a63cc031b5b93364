package dev.cartulary.source;

import dev.cartulary.source.EntryRepository.Stored;
import dev.cartulary.source.StagedRepository.Staged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Since when an entry exists, and has its status. What the registry that it comes from says wins;
 * else it is when this one first saw it so. When it changed last is this one's own to say: mirrors
 * ask for what has changed since they asked last.
 */
record EntryDates(Instant publishedAt, Instant statusChangedAt) {

  /**
   * The dates of an entry.
   *
   * @param before what is stored; null where it is new
   */
  static EntryDates of(Staged entry, @Nullable Stored before, Instant now) {
    Instant published = entry.publishedAt();
    if (published == null) {
      published = before == null ? now : before.publishedAt();
    }
    Instant changed = entry.statusChangedAt();
    if (changed == null && before != null) {
      changed = before.status().equals(entry.status()) ? before.statusChangedAt() : now;
    }
    return new EntryDates(published, changed == null ? published : changed);
  }
}
