package dev.cartulary.identity.session;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Failed logins with one name from one address. */
@Entity
@Table(name = "login_attempt")
class LoginAttemptEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "failures")
  private int failures;

  @Column(name = "last_failed_at")
  @Convert(converter = InstantMicros.class)
  private Instant lastFailedAt = Instant.EPOCH;

  /** For Hibernate. */
  protected LoginAttemptEntity() {}

  LoginAttemptEntity(String id, int failures, Instant lastFailedAt) {
    this.id = id;
    this.failures = failures;
    this.lastFailedAt = lastFailedAt;
  }

  String id() {
    return id;
  }

  int failures() {
    return failures;
  }

  Instant lastFailedAt() {
    return lastFailedAt;
  }
}
