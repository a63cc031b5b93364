package dev.cartulary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.database.InstantMicros;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that records a removal: up to which row the log's beginning may be gone, and its hash. */
final class PruneNote {

  private static final String SEQUENCE = "lastRemovedSequence";
  private static final String HASH = "lastRemovedHash";
  private static final String OLDER_THAN = "olderThan";

  private PruneNote() {}

  /** The event of a removal of the rows up to this one, which are older than the time. */
  static AuditEvent event(AuditHead lastRemoved, Instant olderThan) {
    return AuditEvent.done(Action.AUDIT_PRUNE, "audit_log", Long.toString(lastRemoved.sequence()))
        .with(SEQUENCE, Long.toString(lastRemoved.sequence()))
        .with(HASH, lastRemoved.hash())
        .with(OLDER_THAN, InstantMicros.format(olderThan));
  }

  /** What a note says; empty where the row is none, or was made unreadable. */
  static Optional<AuditRemoval> removal(AuditRow row) {
    if (!isNote(row)) {
      return Optional.empty();
    }
    JsonNode details = AuditText.parsed(row.details());
    return AuditHead.parse(details.path(SEQUENCE).asText() + ":" + details.path(HASH).asText())
        .map(last ->
            new AuditRemoval(
                last,
                row.sequence(),
                row.actorKind() + " " + row.actorName(),
                row.occurredAt(),
                instant(details.path(OLDER_THAN).asText())));
  }

  static boolean isNote(AuditRow row) {
    return row.action().equals(Action.AUDIT_PRUNE.word());
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
