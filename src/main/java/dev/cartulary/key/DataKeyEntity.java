package dev.cartulary.key;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A data key, wrapped under the master key. */
@Entity
@Table(name = "data_key")
class DataKeyEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "wrapped")
  private String wrapped = "";

  /** 1 for the key that new values are encrypted under. */
  @Column(name = "active")
  private int active;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "retired_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant retiredAt;

  /** For Hibernate. */
  protected DataKeyEntity() {}

  DataKeyEntity(String id, String wrapped, Instant now) {
    this.id = id;
    this.wrapped = wrapped;
    this.active = 1;
    this.createdAt = now;
  }
}
