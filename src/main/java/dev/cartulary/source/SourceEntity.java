package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
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

  @Column(name = "refusals")
  private @Nullable String refusals;

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

  /** For Hibernate. */
  protected SourceEntity() {}

  /** A source that nothing has been loaded from yet. */
  SourceEntity(String id, SourceDefinition definition, Instant createdAt) {
    this.id = id;
    this.name = definition.name();
    this.kind = definition.kind();
    this.origin = definition.origin();
    this.createdAt = createdAt;
  }

  StoredSource toStored() {
    return new StoredSource(
        id, name, kind, contentHash, entryCount, refusedCount, refusals, loadedAt, lastError);
  }
}
