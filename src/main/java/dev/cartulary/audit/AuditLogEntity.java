package dev.cartulary.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the log, as Hibernate maps it; it is read as {@link AuditRow}. */
@Entity
@Table(name = "audit_log")
class AuditLogEntity extends AuditEventColumns {

  @Id
  @Column(name = "sequence_number")
  private long sequenceNumber;

  @Column(name = "event_id")
  private @Nullable String eventId;

  @Column(name = "previous_hash")
  private String previousHash = "";

  @Column(name = "row_hash")
  private String rowHash = "";

  /** For Hibernate. */
  protected AuditLogEntity() {}
}
