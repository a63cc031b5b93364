package dev.cartulary.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the next sync of a source builds on.
 *
 * @param fingerprint of the definition and the rules by which the last sync was made
 * @param state what the last fetch left for the next one
 * @param failures attempts that failed since the last one that did not
 * @param lastAttemptAt when an attempt ended last, in whatever process
 */
record SyncBase(
    @Nullable String fingerprint,
    @Nullable String state,
    int failures,
    @Nullable Instant lastAttemptAt,
    StoredSource source) {

  /** The state, where it belongs to the same definition and rules. */
  @Nullable String stateFor(String wanted) {
    return wanted.equals(fingerprint) ? state : null;
  }
}
