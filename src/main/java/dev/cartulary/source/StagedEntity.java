package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.source.format.CatalogEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry that a running sync has read, as a row. */
@Entity
@Table(name = "staged_entry")
class StagedEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "source_id")
  private String sourceId = "";

  /** Where it stands in the catalog. */
  @Column(name = "place")
  private String place = "";

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
  private @Nullable Instant statusChangedAt;

  @Column(name = "published_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant publishedAt;

  @Column(name = "claims")
  private @Nullable String claims;

  /** For Hibernate. */
  protected StagedEntity() {}

  StagedEntity(
      String id, String sourceId, String place, CatalogEntry entry, @Nullable String claims) {
    this.id = id;
    this.sourceId = sourceId;
    this.place = place;
    this.type = entry.type().text();
    this.name = entry.name();
    this.version = entry.version();
    this.document = entry.document();
    this.searchText = entry.searchText();
    this.status = entry.status();
    this.statusMessage = entry.official().statusMessage();
    this.statusChangedAt = entry.official().statusChangedAt();
    this.publishedAt = entry.official().publishedAt();
    this.claims = claims;
  }
}
