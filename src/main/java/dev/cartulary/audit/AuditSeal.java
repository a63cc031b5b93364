package dev.cartulary.audit;

import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives events their places in the chain. Who does so holds the lock of audit_chain, so that of
 * several processes one does at a time. Whatever is pending is taken, in the order of the ids: an
 * event that becomes visible late, or has a time of the past, comes after what is sealed by then.
 */
@ApplicationScoped
@ActivateRequestContext
class AuditSeal {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int PORTION = 100;
  private static final int MOST_PORTIONS = 10;

  /** After this many characters of details a transaction ends. */
  private static final long MOST_DETAILS = 4_000_000;

  private final AuditRepository repository;
  private final AuditPendingRepository pending;
  private final AuditCheckpointRepository checkpoints;
  private final CheckpointKeys keys;

  AuditSeal(
      AuditRepository repository,
      AuditPendingRepository pending,
      AuditCheckpointRepository checkpoints,
      CheckpointKeys keys) {
    this.repository = repository;
    this.pending = pending;
    this.checkpoints = checkpoints;
    this.keys = keys;
  }

  /** Whether every event is sealed. */
  boolean isComplete() {
    return pending.isEmpty();
  }

  /**
   * One transaction; seals up to 1000 events.
   *
   * @return how many; there may be more where it is not zero
   * @throws ChainBroken where the log's end is not as it should be
   */
  int sealPortion() {
    return isComplete() ? 0 : WriteTransaction.repeated(LIMIT, this::sealLocked);
  }

  /**
   * Notes where the log ends, unless the newest checkpoint says so. One without a signature gets
   * one as soon as there is a key.
   *
   * @return the checkpoint of the end, where it is new; empty where there was nothing to do
   */
  Optional<AuditCheckpoint> noteEnd() {
    AuditHead end = repository.head().orElse(AuditHead.START);
    Optional<AuditCheckpoint> newest = checkpoints.newest().filter(it -> it.head().equals(end));
    if (end.sequence() == 0 || newest.filter(AuditCheckpoint::isSigned).isPresent()) {
      return Optional.empty();
    }
    Optional<CheckpointKeys.Signer> signer = keys.signer();
    if (newest.isPresent() && signer.isEmpty()) {
      return Optional.empty();
    }
    return WriteTransaction.repeated(LIMIT, () -> noteLocked(signer));
  }

  /** The newest checkpoint; empty where there is none. */
  Optional<AuditCheckpoint> newest() {
    return checkpoints.newest();
  }

  private Optional<AuditCheckpoint> noteLocked(Optional<CheckpointKeys.Signer> signer) {
    repository.lock();
    AuditHead end = repository.head().orElse(AuditHead.START);
    Optional<AuditCheckpoint> newest = checkpoints.newest();
    long noted = newest.map(AuditCheckpoint::size).orElse(0L);
    AuditCheckpoint next = AuditCheckpoint.of(end, signer);
    if (noted < end.sequence()) {
      checkpoints.add(next);
      return Optional.of(next);
    }
    boolean lacksOnlySignature =
        newest.filter(it -> it.head().equals(end) && !it.isSigned()).isPresent();
    if (lacksOnlySignature && next.isSigned()) {
      checkpoints.replace(next);
      return Optional.of(next);
    }
    return Optional.empty();
  }

  private int sealLocked() {
    repository.lock();
    int sealed = 0;
    long details = 0;
    for (int portion = 0; portion < MOST_PORTIONS && details < MOST_DETAILS; portion++) {
      List<AuditRow> events = pending.first(PORTION);
      if (!events.isEmpty()) {
        repository.append(events);
        pending.remove(events);
      }
      sealed += events.size();
      if (events.size() < PORTION) {
        break;
      }
      details += events.stream().mapToLong(event -> event.details().length()).sum();
    }
    return sealed;
  }
}
