package dev.cartulary.registry;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A registry as a row. */
@Entity
@Table(name = "registry")
class RegistryEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "origin")
  private String origin = "";

  /** Its place in the configuration, from 0. */
  @Column(name = "position")
  private int position;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  /** For Hibernate. */
  protected RegistryEntity() {}

  RegistryEntity(String id, String name, int position, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.origin = "config";
    this.position = position;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }
}
