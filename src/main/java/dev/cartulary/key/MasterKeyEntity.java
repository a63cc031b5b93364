package dev.cartulary.key;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How the master key is made; not the key. There is one row. */
@Entity
@Table(name = "master_key")
class MasterKeyEntity {

  static final int ONLY = 1;

  @Id
  @Column(name = "id")
  private int id;

  @Column(name = "origin")
  private String origin = "";

  @Column(name = "salt")
  private String salt = "";

  @Column(name = "iterations")
  private int iterations;

  @Column(name = "changed_at")
  @Convert(converter = InstantMicros.class)
  private Instant changedAt = Instant.EPOCH;

  /** For Hibernate. */
  protected MasterKeyEntity() {}

  MasterKeyEntity(MasterKeyFacts facts, Instant now) {
    this.id = ONLY;
    this.origin = facts.origin().word();
    this.salt = facts.salt();
    this.iterations = facts.iterations();
    this.changedAt = now;
  }
}
