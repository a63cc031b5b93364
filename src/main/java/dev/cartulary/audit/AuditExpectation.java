package dev.cartulary.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody who verifies the log knows of it from elsewhere.
 *
 * @param places that the log must have
 * @param first the row that the log must begin with; empty for any
 * @param kept checkpoints that were kept
 * @param acceptedKeys ids of keys whose checkpoints count although their private halves do not open
 */
public record AuditExpectation(
    List<AuditHead> places,
    Optional<AuditHead> first,
    List<AuditCheckpoint> kept,
    Set<String> acceptedKeys) {

  /** Nothing. */
  public static final AuditExpectation NONE =
      new AuditExpectation(List.of(), Optional.empty(), List.of(), Set.of());

  public AuditExpectation {
    places = List.copyOf(places);
    kept = List.copyOf(kept);
    acceptedKeys = Set.copyOf(acceptedKeys);
  }
}
