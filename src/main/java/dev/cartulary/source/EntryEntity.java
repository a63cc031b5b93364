package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.source.StagedRepository.Staged;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of one thing as a row. Rows are written as entities and read by columns, also by
 * package registry.
 */
@Entity
@Table(name = "entry")
class EntryEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "source_id")
  private String sourceId = "";

  @Column(name = "type")
  private String type = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "version")
  private String version = "";

  @Column(name = "document")
  private String document = "";

  @Column(name = "search_text")
  private String searchText = "";

  @Column(name = "status")
  private String status = "";

  @Column(name = "status_message")
  private @Nullable String statusMessage;

  @Column(name = "status_changed_at")
  @Convert(converter = InstantMicros.class)
  private Instant statusChangedAt = Instant.EPOCH;

  @Column(name = "published_at")
  @Convert(converter = InstantMicros.class)
  private Instant publishedAt = Instant.EPOCH;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant updatedAt = Instant.EPOCH;

  /** 1 for the latest version of its name in its source, else 0. */
  @Column(name = "is_latest")
  private int latest;

  /** Whose tokens see it, as JSON; null for all who see its source. */
  @Column(name = "claims")
  private @Nullable String claims;

  /** When its source no longer had it; kept for a while, so that mirrors see it as deleted. */
  @Column(name = "withdrawn_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant withdrawnAt;

  /** For Hibernate. */
  protected EntryEntity() {}

  /** An entry as its source has it now. */
  EntryEntity(
      String id,
      String sourceId,
      Staged entry,
      @Nullable String claims,
      EntryDates dates,
      boolean latest,
      Instant now) {
    this.id = id;
    this.sourceId = sourceId;
    this.type = entry.type();
    this.name = entry.name();
    this.version = entry.version();
    this.document = entry.document();
    this.searchText = entry.searchText();
    this.status = entry.status();
    this.statusMessage = entry.statusMessage();
    this.statusChangedAt = dates.statusChangedAt();
    this.publishedAt = dates.publishedAt();
    this.updatedAt = now;
    this.latest = latest ? 1 : 0;
    this.claims = claims;
  }

  /** A version that is published here now. */
  EntryEntity(String id, String sourceId, EntryDraft draft, boolean latest, Instant now) {
    this.id = id;
    this.sourceId = sourceId;
    this.type = draft.type();
    this.name = draft.name();
    this.version = draft.version();
    this.document = draft.document();
    this.searchText = draft.searchText();
    this.status = draft.status();
    this.statusChangedAt = now;
    this.publishedAt = now;
    this.updatedAt = now;
    this.latest = latest ? 1 : 0;
    this.claims = draft.claims();
  }
}
