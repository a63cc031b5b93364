package dev.cartulary.identity.session;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A session, with the hash of its token. */
@Entity
@Table(name = "login_session")
class SessionEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "user_id")
  private String userId = "";

  @Column(name = "token_hash")
  private String tokenHash = "";

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "last_used_at")
  @Convert(converter = InstantMicros.class)
  private Instant lastUsedAt = Instant.EPOCH;

  @Column(name = "expires_at")
  @Convert(converter = InstantMicros.class)
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "address")
  private String address = "";

  @Column(name = "user_agent")
  private String userAgent = "";

  /** For Hibernate. */
  protected SessionEntity() {}

  SessionEntity(
      String id,
      String userId,
      String tokenHash,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      String address,
      String userAgent) {
    this.id = id;
    this.userId = userId;
    this.tokenHash = tokenHash;
    this.createdAt = createdAt;
    this.lastUsedAt = lastUsedAt;
    this.expiresAt = expiresAt;
    this.address = address;
    this.userAgent = userAgent;
  }

  String id() {
    return id;
  }

  String userId() {
    return userId;
  }

  String tokenHash() {
    return tokenHash;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant lastUsedAt() {
    return lastUsedAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  String address() {
    return address;
  }

  String userAgent() {
    return userAgent;
  }
}
