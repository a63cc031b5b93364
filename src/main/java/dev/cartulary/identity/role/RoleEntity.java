package dev.cartulary.identity.role;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A role that somebody made. Its permissions are their codes, with spaces between them. */
@Entity
@Table(name = "custom_role")
class RoleEntity {

  @Id
  @Column(name = "name")
  private String name = "";

  @Column(name = "description")
  private String description = "";

  @Column(name = "permissions")
  private String permissions = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant updatedAt = Instant.EPOCH;

  /** For Hibernate. */
  protected RoleEntity() {}

  RoleEntity(
      String name, String description, String permissions, Instant createdAt, Instant updatedAt) {
    this.name = name;
    this.description = description;
    this.permissions = permissions;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  String permissions() {
    return permissions;
  }

  Instant createdAt() {
    return createdAt;
  }
}
