package dev.cartulary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.database.InstantMicros;
import java.time.Instant;
import java.util.Optional;

/** A row that tells of a removal: up to which row the log's beginning may be gone, and its hash. */
final class PruneNote {

  private static final String SEQUENCE = "lastRemovedSequence";
  private static final String HASH = "lastRemovedHash";

  private PruneNote() {}

  /** The event of a removal of the rows up to this one, which are older than the time. */
  static AuditEvent event(AuditHead lastRemoved, Instant olderThan) {
    return AuditEvent.done(Action.AUDIT_PRUNE, "audit_log", Long.toString(lastRemoved.sequence()))
        .with(SEQUENCE, Long.toString(lastRemoved.sequence()))
        .with(HASH, lastRemoved.hash())
        .with("olderThan", InstantMicros.format(olderThan));
  }

  /** The last removed row of a note; empty where the row is none, or was made unreadable. */
  static Optional<AuditHead> lastRemoved(AuditRow row) {
    if (!row.action().equals(Action.AUDIT_PRUNE.word())) {
      return Optional.empty();
    }
    JsonNode details = AuditText.parsed(row.details());
    return AuditHead.parse(details.path(SEQUENCE).asText() + ":" + details.path(HASH).asText());
  }
}
