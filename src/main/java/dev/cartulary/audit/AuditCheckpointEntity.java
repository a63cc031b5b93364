package dev.cartulary.audit;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A checkpoint, as Hibernate maps it; it is read as {@link AuditCheckpoint}. */
@Entity
@Table(name = "audit_checkpoint")
class AuditCheckpointEntity {

  @Id
  @Column(name = "log_size")
  private long logSize;

  @Column(name = "row_hash")
  private String rowHash = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "key_id")
  private @Nullable String keyId;

  @Column(name = "signature")
  private @Nullable String signature;

  /** For Hibernate. */
  protected AuditCheckpointEntity() {}

  AuditCheckpointEntity(AuditCheckpoint checkpoint) {
    this.logSize = checkpoint.size();
    this.rowHash = checkpoint.hash();
    this.createdAt = checkpoint.time();
    this.keyId = checkpoint.keyId();
    this.signature = checkpoint.signature();
  }
}
