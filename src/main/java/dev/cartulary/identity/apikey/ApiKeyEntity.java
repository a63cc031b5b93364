package dev.cartulary.identity.apikey;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key, with the beginning that it is found by and the hash of the whole. Its permissions are
 * codes with spaces between them; null where it may do what its owner may.
 */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "user_id")
  private String userId = "";

  @Column(name = "name")
  private String name = "";

  @Column(name = "prefix")
  private String prefix = "";

  @Column(name = "key_hash")
  private String keyHash = "";

  @Column(name = "permissions")
  private @Nullable String permissions;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant expiresAt;

  @Column(name = "last_used_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant lastUsedAt;

  /** For Hibernate. */
  protected ApiKeyEntity() {}

  ApiKeyEntity(
      String id,
      String userId,
      String name,
      String prefix,
      String keyHash,
      @Nullable String permissions,
      Instant createdAt,
      @Nullable Instant expiresAt) {
    this.id = id;
    this.userId = userId;
    this.name = name;
    this.prefix = prefix;
    this.keyHash = keyHash;
    this.permissions = permissions;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  String id() {
    return id;
  }

  String userId() {
    return userId;
  }

  String name() {
    return name;
  }

  String prefix() {
    return prefix;
  }

  @Nullable String permissions() {
    return permissions;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  @Nullable Instant lastUsedAt() {
    return lastUsedAt;
  }
}
