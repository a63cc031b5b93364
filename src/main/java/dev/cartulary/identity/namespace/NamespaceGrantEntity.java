package dev.cartulary.identity.namespace;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who may publish under a namespace. */
@Entity
@Table(name = "namespace_grant")
class NamespaceGrantEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "namespace")
  private String namespace = "";

  @Column(name = "grantee_kind")
  private String granteeKind = "";

  @Column(name = "grantee")
  private String grantee = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  /** For Hibernate. */
  protected NamespaceGrantEntity() {}

  NamespaceGrantEntity(
      String id, String namespace, String granteeKind, String grantee, Instant createdAt) {
    this.id = id;
    this.namespace = namespace;
    this.granteeKind = granteeKind;
    this.grantee = grantee;
    this.createdAt = createdAt;
  }

  String id() {
    return id;
  }

  String namespace() {
    return namespace;
  }

  String granteeKind() {
    return granteeKind;
  }

  String grantee() {
    return grantee;
  }

  Instant createdAt() {
    return createdAt;
  }
}
