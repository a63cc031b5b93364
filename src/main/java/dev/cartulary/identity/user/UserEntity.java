package dev.cartulary.identity.user;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.type.NumericBooleanConverter;
import org.jspecify.annotations.Nullable;

/** A user with a local password. */
@Entity
@Table(name = "user_account")
public class UserEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "username")
  private String username = "";

  @Column(name = "password_hash")
  private String passwordHash = "";

  @Column(name = "role_name")
  private String roleName = "";

  @Column(name = "must_change_password")
  @Convert(converter = NumericBooleanConverter.class)
  private boolean mustChangePassword;

  @Column(name = "disabled")
  @Convert(converter = NumericBooleanConverter.class)
  private boolean disabled;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "updated_at")
  @Convert(converter = InstantMicros.class)
  private Instant updatedAt = Instant.EPOCH;

  @Column(name = "last_login_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant lastLoginAt;

  /** For Hibernate. */
  protected UserEntity() {}

  UserEntity(
      String id,
      String username,
      String passwordHash,
      String roleName,
      boolean mustChangePassword,
      Instant createdAt,
      Instant updatedAt) {
    this.id = id;
    this.username = username;
    this.passwordHash = passwordHash;
    this.roleName = roleName;
    this.mustChangePassword = mustChangePassword;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  public String id() {
    return id;
  }

  public String username() {
    return username;
  }

  public String passwordHash() {
    return passwordHash;
  }

  String roleName() {
    return roleName;
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  public boolean disabled() {
    return disabled;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  @Nullable Instant lastLoginAt() {
    return lastLoginAt;
  }
}
