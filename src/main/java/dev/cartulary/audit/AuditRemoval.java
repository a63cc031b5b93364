package dev.cartulary.audit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A removal from the log's beginning, as a row of the log notes it.
 *
 * @param lastRemoved up to which row the beginning may be gone
 * @param notedBy the number of the row that says so
 * @param by who wrote that row, as kind and name
 * @param at when
 * @param olderThan what all removed rows are older than; null where the row does not say it
 */
public record AuditRemoval(
    AuditHead lastRemoved, long notedBy, String by, Instant at, @Nullable Instant olderThan) {

  private static final String PROCESS = "process";

  /** Why Cartulary cannot have written the row; empty where it can. */
  Optional<String> fault() {
    if (!by.startsWith(PROCESS + " ")) {
      return Optional.of("it is by " + by + ", and only the process itself removes rows");
    }
    if (olderThan == null || !olderThan.isBefore(at)) {
      return Optional.of("it does not say what the removed rows are older than");
    }
    if (lastRemoved.sequence() >= notedBy) {
      return Optional.of("it notes a row that comes after it");
    }
    return Optional.empty();
  }
}
