package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source as a row, with what was last loaded from it. Changes are single statements. */
@Entity
@Table(name = "source")
class SourceEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "kind")
  private String kind = "";

  @Column(name = "origin")
  private String origin = "";

  @Column(name = "content_hash")
  private @Nullable String contentHash;

  @Column(name = "entry_count")
  private int entryCount;

  @Column(name = "refused_count")
  private int refusedCount;

  @Column(name = "loaded_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant loadedAt;

  @Column(name = "last_attempt_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant lastAttemptAt;

  @Column(name = "last_error")
  private @Nullable String lastError;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  /** As JSON; null before the first start of a program that keeps it. */
  @Column(name = "definition")
  private @Nullable String definition;

  /** What the next sync builds on, as its kind needs it. */
  @Column(name = "sync_state")
  private @Nullable String syncState;

  /** Attempts that failed since the last one that did not. */
  @Column(name = "failures")
  private int failures;

  @Column(name = "lease_owner")
  private @Nullable String leaseOwner;

  @Column(name = "lease_until")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant leaseUntil;

  /** When it was removed; its row stays for what mirrors must still see as deleted. */
  @Column(name = "removed_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant removedAt;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant updatedAt;

  /** For Hibernate. */
  protected SourceEntity() {}

  /** A source that nothing has been loaded from yet. */
  SourceEntity(String id, SourceDefinition definition, DefinitionOrigin origin, Instant createdAt) {
    this.id = id;
    this.name = definition.name();
    this.kind = definition.kind().word();
    this.origin = origin.word();
    this.definition = DefinitionJson.of(definition).toString();
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    // What is published is there at once; everything else is read first.
    this.loadedAt = definition.kind() instanceof SourceKind.Managed ? createdAt : null;
  }

  String id() {
    return id;
  }

  boolean isRemoved() {
    return removedAt != null;
  }

  StoredSource toStored() {
    return new StoredSource(
        id,
        name,
        kind,
        contentHash,
        entryCount,
        refusedCount,
        loadedAt,
        lastError,
        lastAttemptAt,
        failures);
  }

  /** With what it is and how it stands. */
  Source toSource() {
    return new Source(
        id,
        DefinitionJson.source(name, kind, Optional.ofNullable(definition)),
        DefinitionOrigin.of(origin),
        createdAt,
        updatedAt == null ? createdAt : updatedAt,
        toStored());
  }

  /** What the next sync builds on. */
  SyncBase toBase() {
    return new SyncBase(contentHash, syncState, failures, lastAttemptAt, toStored());
  }
}
