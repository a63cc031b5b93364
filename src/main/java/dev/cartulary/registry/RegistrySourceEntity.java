package dev.cartulary.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * That a registry shows a source, and in which place: the least position that has a name wins it.
 */
@Entity
@Table(name = "registry_source")
class RegistrySourceEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "registry_id")
  private String registryId = "";

  @Column(name = "source_id")
  private String sourceId = "";

  @Column(name = "position")
  private int position;

  /** For Hibernate. */
  protected RegistrySourceEntity() {}

  RegistrySourceEntity(String id, String registryId, String sourceId, int position) {
    this.id = id;
    this.registryId = registryId;
    this.sourceId = sourceId;
    this.position = position;
  }

  String registryId() {
    return registryId;
  }

  String sourceId() {
    return sourceId;
  }
}
