package dev.cartulary.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The URL of a published server's remote, as SHA-256: no two names may have the same one. */
@Entity
@Table(name = "entry_remote")
class EntryRemoteEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "entry_id")
  private String entryId = "";

  @Column(name = "source_id")
  private String sourceId = "";

  @Column(name = "url_hash")
  private String urlHash = "";

  /** For Hibernate. */
  protected EntryRemoteEntity() {}

  EntryRemoteEntity(String id, String entryId, String sourceId, String urlHash) {
    this.id = id;
    this.entryId = entryId;
    this.sourceId = sourceId;
    this.urlHash = urlHash;
  }
}
