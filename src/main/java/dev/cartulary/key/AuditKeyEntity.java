package dev.cartulary.key;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key that checkpoints of the audit log are signed with. */
@Entity
@Table(name = "audit_key")
class AuditKeyEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  /** X.509, in base64. */
  @Column(name = "public_key")
  private String publicKey = "";

  /** PKCS #8, in base64, encrypted. */
  @Column(name = "private_key")
  private String privateKey = "";

  @Column(name = "data_key")
  private String dataKey = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  /** For Hibernate. */
  protected AuditKeyEntity() {}

  AuditKeyEntity(String id, String publicKey, String privateKey, String dataKey, Instant now) {
    this.id = id;
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.dataKey = dataKey;
    this.createdAt = now;
  }
}
