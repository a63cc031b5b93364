package dev.cartulary.identity.team;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A team. Its key is its name in lower case. */
@Entity
@Table(name = "team")
class TeamEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "name_key")
  private String nameKey = "";

  @Column(name = "description")
  private String description = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant updatedAt = Instant.EPOCH;

  /** For Hibernate. */
  protected TeamEntity() {}

  TeamEntity(
      String id,
      String name,
      String nameKey,
      String description,
      Instant createdAt,
      Instant updatedAt) {
    this.id = id;
    this.name = name;
    this.nameKey = nameKey;
    this.description = description;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
