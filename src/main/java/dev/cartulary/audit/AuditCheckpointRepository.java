package dev.cartulary.audit;

import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The rows of audit_checkpoint. */
@ApplicationScoped
class AuditCheckpointRepository {

  private static final String ROWS =
      "select logSize, rowHash, createdAt, keyId, signature from AuditCheckpointEntity";

  private final ActiveSession active;

  AuditCheckpointRepository(ActiveSession active) {
    this.active = active;
  }

  /** The newest; empty where there is none. */
  Optional<AuditCheckpoint> newest() {
    return before(Long.MAX_VALUE, 1).stream().findFirst();
  }

  /** Those of a smaller size, the newest first. */
  List<AuditCheckpoint> before(long size, int limit) {
    return active
        .query(AuditCheckpoint.class, ROWS + " where logSize < ?1 order by logSize desc", size)
        .setMaxResults(limit)
        .getResultList();
  }

  /** Those of these sizes, the first excluded, in their order. */
  List<AuditCheckpoint> between(long after, long upTo) {
    return active
        .query(
            AuditCheckpoint.class,
            ROWS + " where logSize > ?1 and logSize <= ?2 order by logSize",
            after,
            upTo)
        .getResultList();
  }

  void add(AuditCheckpoint checkpoint) {
    active.stateless().insert(new AuditCheckpointEntity(checkpoint));
  }

  /** Puts a checkpoint in the place of one of the same size. */
  void replace(AuditCheckpoint checkpoint) {
    active.stateless().update(new AuditCheckpointEntity(checkpoint));
  }

  /** Removes those of smaller sizes. */
  void removeBefore(long size) {
    active.execute("delete from AuditCheckpointEntity where logSize < ?1", size);
  }
}
