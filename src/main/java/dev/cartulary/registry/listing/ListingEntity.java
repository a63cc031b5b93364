package dev.cartulary.registry.listing;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * That a registry shows a version, or did so until a while ago. Rows are written as entities and
 * read by columns, also by package registry.server.
 */
@Entity
@Table(name = "listing")
class ListingEntity {

  private static final String DELETED = "deleted";

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "registry_id")
  private String registryId = "";

  /** 0: for who sees all sources; 1: for everybody. */
  @Column(name = "audience")
  private int audience;

  @Column(name = "type")
  private String type = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "version")
  private String version = "";

  @Column(name = "entry_id")
  private String entryId = "";

  /** The entry's, as of when this row was written: it has changed since where the two differ. */
  @Column(name = "entry_updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant entryUpdatedAt = Instant.EPOCH;

  @Column(name = "status")
  private String status = "";

  @Column(name = "status_changed_at")
  @Convert(converter = InstantMicros.class)
  private Instant statusChangedAt = Instant.EPOCH;

  /** When the registry's view of it changed last. */
  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant updatedAt = Instant.EPOCH;

  /** 1 for the latest version of its name, else 0. */
  @Column(name = "is_latest")
  private int latest;

  /** 1 where it is no longer shown, else 0. */
  @Column(name = "withdrawn")
  private int withdrawn;

  /** For Hibernate. */
  protected ListingEntity() {}

  ListingEntity(String id, String registryId, int audience, ListedEntry entry, Instant now) {
    this.id = id;
    this.registryId = registryId;
    this.audience = audience;
    this.type = entry.type();
    this.name = entry.name();
    this.version = entry.version();
    copy(entry, now);
  }

  /** The same row for another audience. */
  ListingEntity(String id, int audience, ListingEntity other) {
    this.id = id;
    this.registryId = other.registryId;
    this.audience = audience;
    this.type = other.type;
    this.name = other.name;
    this.version = other.version;
    this.entryId = other.entryId;
    this.entryUpdatedAt = other.entryUpdatedAt;
    this.status = other.status;
    this.statusChangedAt = other.statusChangedAt;
    this.updatedAt = other.updatedAt;
    this.latest = other.latest;
    this.withdrawn = other.withdrawn;
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  int audience() {
    return audience;
  }

  boolean isLatest() {
    return latest == 1;
  }

  boolean isWithdrawn() {
    return withdrawn == 1;
  }

  String status() {
    return status;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** Shows the entry; tells whether anything about it is news. */
  boolean show(ListedEntry entry, Instant now) {
    boolean same =
        withdrawn == 0
            && entryId.equals(entry.id())
            && entryUpdatedAt.equals(entry.updatedAt())
            && status.equals(entry.status())
            && statusChangedAt.equals(entry.statusChangedAt())
            && latest == entry.latest();
    if (!same) {
      copy(entry, now);
    }
    return !same;
  }

  private void copy(ListedEntry entry, Instant now) {
    entryId = entry.id();
    entryUpdatedAt = entry.updatedAt();
    status = entry.status();
    statusChangedAt = entry.statusChangedAt();
    updatedAt = now;
    latest = entry.latest();
    withdrawn = 0;
  }

  /**
   * Shows it no longer; tells whether that is news.
   *
   * @param alone whether the registry has no other version of the name; the latest one stays it
   *     then, so that who asks for latest versions learns that it is gone
   */
  boolean withdraw(boolean alone, Instant now) {
    boolean news = withdrawn == 0 || (!alone && latest == 1);
    if (withdrawn == 0) {
      statusChangedAt = status.equals(DELETED) ? statusChangedAt : now;
      status = DELETED;
      withdrawn = 1;
    }
    if (!alone) {
      latest = 0;
    }
    if (news) {
      updatedAt = now;
    }
    return news;
  }
}
