package dev.cartulary.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that says where the log ends. Whoever appends locks it. */
@Entity
@Table(name = "audit_chain")
class AuditChainEntity {

  static final int ONLY = 1;

  @Id
  @Column(name = "id")
  private int id = ONLY;

  @Column(name = "last_sequence")
  private long lastSequence;

  @Column(name = "last_hash")
  private String lastHash = "";

  /** For Hibernate. */
  protected AuditChainEntity() {}

  AuditChainEntity(AuditHead end) {
    this.lastSequence = end.sequence();
    this.lastHash = end.hash();
  }
}
