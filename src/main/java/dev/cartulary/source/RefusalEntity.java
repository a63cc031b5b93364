package dev.cartulary.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entry that the last sync of a source left out, or took with a warning, as a row. */
@Entity
@Table(name = "source_refusal")
class RefusalEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "source_id")
  private String sourceId = "";

  /** Its place in the order of the catalog, from 0. */
  @Column(name = "position")
  private int position;

  @Column(name = "severity")
  private String severity = "";

  @Column(name = "place")
  private String place = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "reason")
  private String reason = "";

  /** For Hibernate. */
  protected RefusalEntity() {}

  RefusalEntity(
      String id,
      String sourceId,
      int position,
      String severity,
      String place,
      String name,
      String reason) {
    this.id = id;
    this.sourceId = sourceId;
    this.position = position;
    this.severity = severity;
    this.place = place;
    this.name = name;
    this.reason = reason;
  }
}
