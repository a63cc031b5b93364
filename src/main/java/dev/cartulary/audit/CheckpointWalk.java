package dev.cartulary.audit;

import dev.cartulary.audit.AuditVerification.Fault;
import dev.cartulary.audit.CheckpointKeys.Verifier;
import dev.cartulary.audit.CheckpointKeys.Worth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass over the checkpoints beside that over the rows, which stops at the first broken one. */
final class CheckpointWalk {

  private final Verifier verifier;
  private final Set<String> acceptedKeys;
  private long count;
  private long unsigned;
  private long unchecked;
  private @Nullable AuditCheckpoint newestSigned;

  /**
   * A pass that has not begun.
   *
   * @param acceptedKeys whose private halves need not open
   */
  CheckpointWalk(Verifier verifier, Set<String> acceptedKeys) {
    this.verifier = verifier;
    this.acceptedKeys = acceptedKeys;
  }

  /** How many were looked at. */
  long count() {
    return count;
  }

  /** How many of them have no signature. */
  long unsigned() {
    return unsigned;
  }

  /** Of how many it is not known whether the key is this installation's. */
  long unchecked() {
    return unchecked;
  }

  /** The last one with a signature. */
  Optional<AuditCheckpoint> newestSigned() {
    return Optional.ofNullable(newestSigned);
  }

  /**
   * Looks at the checkpoints of these rows; the fault that the first broken one shows.
   *
   * @param checkpoints in their order
   * @param rows among which theirs are
   */
  Optional<Fault> next(List<AuditCheckpoint> checkpoints, List<AuditRow> rows) {
    Map<Long, String> hashes = new HashMap<>();
    rows.forEach(row -> hashes.put(row.sequence(), row.hash()));
    for (AuditCheckpoint checkpoint : checkpoints) {
      count++;
      String hash = hashes.get(checkpoint.size());
      Optional<Fault> fault =
          hash != null && !hash.equals(checkpoint.hash())
              ? fault(checkpoint, "has another hash of its row: one of the two was changed")
              : faultOfSignature(checkpoint);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<Fault> faultOfSignature(AuditCheckpoint checkpoint) {
    String keyId = checkpoint.keyId();
    String signature = checkpoint.signature();
    if (keyId == null || signature == null) {
      unsigned++;
      return Optional.empty();
    }
    newestSigned = checkpoint;
    Worth worth = verifier.worth(keyId, checkpoint.text(), signature);
    unchecked += worth == Worth.UNCHECKED ? 1 : 0;
    return switch (worth) {
      case PROVEN, UNCHECKED -> Optional.empty();
      case WRONG -> fault(checkpoint, "was changed: its signature does not fit");
      case UNKNOWN_KEY ->
          fault(checkpoint, "was not written here: there is no key " + keyId + " in audit_key");
      case FOREIGN ->
          acceptedKeys.contains(keyId)
              ? Optional.empty()
              : fault(
                  checkpoint,
                  "was not written here: the private half of its key "
                      + keyId
                      + " does not open under the master key. Where you know that the database was"
                      + " moved, or its key lost, add --accept-key "
                      + keyId);
    };
  }

  /** What is wrong with a checkpoint that was kept elsewhere; its place is the rows' matter. */
  Optional<Fault> faultOfKept(AuditCheckpoint kept) {
    String keyId = kept.keyId();
    String signature = kept.signature();
    return keyId != null
            && signature != null
            && verifier.worth(keyId, kept.text(), signature) == Worth.WRONG
        ? Optional.of(
            new Fault(
                kept.size(),
                "checkpoint "
                    + kept.size()
                    + ", as it was kept, has a signature that does not fit:"
                    + " what was kept was changed"))
        : Optional.empty();
  }

  private static Optional<Fault> fault(AuditCheckpoint checkpoint, String what) {
    return Optional.of(
        new Fault(checkpoint.size(), "checkpoint " + checkpoint.size() + " " + what));
  }
}
