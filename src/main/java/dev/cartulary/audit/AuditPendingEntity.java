package dev.cartulary.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An event that is not sealed yet, as Hibernate maps it; it is read as {@link AuditRow}. */
@Entity
@Table(name = "audit_pending")
class AuditPendingEntity extends AuditEventColumns {

  @Id
  @Column(name = "id")
  private String eventId = "";

  /** For Hibernate. */
  protected AuditPendingEntity() {}
}
