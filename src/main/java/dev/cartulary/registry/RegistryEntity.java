package dev.cartulary.registry;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.source.DefinitionOrigin;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** Its place among all, from 0. */
  @Column(name = "position")
  private int position;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  /** As JSON; null before the first start of a program that keeps it. */
  @Column(name = "definition")
  private @Nullable String definition;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant updatedAt;

  /** When its listing changed last; never goes back. Null before it was made. */
  @Column(name = "listed_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant listedAt;

  /** The sources that its listing was made of; null before. */
  @Column(name = "listed_for")
  private @Nullable String listedFor;

  /** Which rows of its listing everybody sees: 0 those for all, 1 those for everybody. */
  @Column(name = "public_audience")
  private int publicAudience;

  /** For Hibernate. */
  protected RegistryEntity() {}

  RegistryEntity(
      String id,
      RegistryDefinition definition,
      DefinitionOrigin origin,
      int position,
      Instant createdAt) {
    this.id = id;
    this.name = definition.name();
    this.origin = origin.word();
    this.definition = definition.json().toString();
    this.position = position;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  String id() {
    return id;
  }

  Registry toRegistry(List<String> sourceIds) {
    return new Registry(
        id,
        RegistryDefinition.stored(name, Optional.ofNullable(definition)),
        DefinitionOrigin.of(origin),
        position,
        sourceIds,
        createdAt,
        updatedAt == null ? createdAt : updatedAt);
  }
}
