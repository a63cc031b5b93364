package dev.cartulary.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that changes of users, roles, teams and grants take turns on. */
@Entity
@Table(name = "identity_lock")
class IdentityLockEntity {

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "taken")
  private long taken;

  /** For Hibernate. */
  protected IdentityLockEntity() {}
}
