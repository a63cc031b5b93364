package dev.cartulary.http.idempotency;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key and the answer to its request as a row. */
@Entity
@Table(name = "idempotency_key")
class IdempotencyEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "scope")
  private String scope = "";

  @Column(name = "fingerprint")
  private String fingerprint = "";

  @Column(name = "answer_status")
  private int answerStatus;

  @Column(name = "answer_headers")
  private String answerHeaders = "";

  @Column(name = "answer_body")
  private @Nullable String answerBody;

  @Column(name = "echo_at")
  private @Nullable Integer echoAt;

  @Column(name = "expires_at")
  @Convert(converter = InstantMicros.class)
  private Instant expiresAt = Instant.EPOCH;

  /** For Hibernate. */
  protected IdempotencyEntity() {}

  /** The row of a request that is being carried out: nobody sees it before it has its answer. */
  IdempotencyEntity(IdempotentRequest request, Instant expiresAt) {
    this.id = request.id();
    this.scope = request.scope();
    this.fingerprint = request.fingerprint();
    this.expiresAt = expiresAt;
  }

  boolean isOf(IdempotentRequest request) {
    return fingerprint.equals(request.fingerprint());
  }

  boolean isExpired(Instant now) {
    return !expiresAt.isAfter(now);
  }

  StoredAnswer answer() {
    return new StoredAnswer(answerStatus, answerHeaders, answerBody, echoAt);
  }
}
