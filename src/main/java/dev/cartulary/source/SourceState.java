package dev.cartulary.source;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands in this process.
 *
 * @param entries how many entries it serves
 * @param refused how many entries of its file were left out
 * @param loadedAt when its entries were loaded last; null when they never were
 * @param problem why the file as it is now is not served; null when it is, or when nothing is known
 *     yet
 */
record SourceState(int entries, int refused, @Nullable Instant loadedAt, @Nullable String problem) {

  static final SourceState LOADING = new SourceState(0, 0, null, null);

  static SourceState of(StoredSource stored) {
    return new SourceState(
        stored.entryCount(), stored.refusedCount(), stored.loadedAt(), stored.lastError());
  }

  SourceState withProblem(@Nullable String newProblem) {
    return new SourceState(entries, refused, loadedAt, newProblem);
  }

  /** Whether there is something to serve. */
  boolean served() {
    return loadedAt != null;
  }

  boolean isLaterThan(SourceState other) {
    return loadedAt != null && other.loadedAt != null && loadedAt.isAfter(other.loadedAt);
  }

  Optional<Instant> lastLoad() {
    return Optional.ofNullable(loadedAt);
  }

  /** {@code loading}, {@code loaded}, {@code stale} or {@code failed}; the log has the reason. */
  String word() {
    if (problem == null) {
      return served() ? "loaded" : "loading";
    }
    return served() ? "stale" : "failed";
  }
}
