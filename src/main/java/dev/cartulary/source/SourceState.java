package dev.cartulary.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a source stands in this process.
 *
 * @param entries how many entries it serves
 * @param refused how many entries of its file were left out
 * @param refusals why, for the first of them
 * @param loadedAt when its entries were loaded last; null when they never were
 * @param problem why the file as it is now is not served; null when it is, or when nothing is known
 *     yet
 */
record SourceState(
    int entries,
    int refused,
    List<String> refusals,
    @Nullable Instant loadedAt,
    @Nullable String problem) {

  static final SourceState LOADING = new SourceState(0, 0, List.of(), null, null);

  static SourceState of(StoredSource stored) {
    String refusals = stored.refusals();
    return new SourceState(
        stored.entryCount(),
        stored.refusedCount(),
        refusals == null ? List.of() : refusals.lines().toList(),
        stored.loadedAt(),
        stored.lastError());
  }

  SourceState withProblem(@Nullable String newProblem) {
    return new SourceState(entries, refused, refusals, loadedAt, newProblem);
  }

  /** Whether there is something to serve. */
  boolean served() {
    return loadedAt != null;
  }

  Optional<Instant> lastLoad() {
    return Optional.ofNullable(loadedAt);
  }

  /** {@code loading}, {@code loaded}, {@code stale: reason} or {@code failed: reason}. */
  String text() {
    if (problem == null) {
      return served() ? "loaded" : "loading";
    }
    return (served() ? "stale: " : "failed: ") + problem;
  }
}
