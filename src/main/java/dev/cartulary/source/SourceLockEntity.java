package dev.cartulary.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that processes which set up sources and registries take turns on. */
@Entity
@Table(name = "source_lock")
class SourceLockEntity {

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "taken")
  private long taken;

  /** For Hibernate. */
  protected SourceLockEntity() {}
}
