package dev.cartulary.audit;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns of an event, which it takes along from audit_pending to audit_log. */
@MappedSuperclass
abstract class AuditEventColumns {

  @Column(name = "occurred_at")
  @Convert(converter = InstantMicros.class)
  private Instant occurredAt = Instant.EPOCH;

  @Column(name = "actor_kind")
  private String actorKind = "";

  @Column(name = "actor_id")
  private String actorId = "";

  @Column(name = "actor_name")
  private String actorName = "";

  @Column(name = "key_id")
  private @Nullable String keyId;

  @Column(name = "address")
  private @Nullable String address;

  @Column(name = "user_agent")
  private @Nullable String userAgent;

  @Column(name = "action")
  private String action = "";

  @Column(name = "target_type")
  private @Nullable String targetType;

  @Column(name = "target_id")
  private @Nullable String targetId;

  @Column(name = "outcome")
  private String outcome = "";

  @Column(name = "request_id")
  private @Nullable String requestId;

  @Column(name = "details")
  private String details = "";

  /** For Hibernate. */
  protected AuditEventColumns() {}

  AuditEventColumns(AuditRow row) {
    this.occurredAt = row.occurredAt();
    this.actorKind = row.actorKind();
    this.actorId = row.actorId();
    this.actorName = row.actorName();
    this.keyId = row.keyId();
    this.address = row.address();
    this.userAgent = row.userAgent();
    this.action = row.action();
    this.targetType = row.targetType();
    this.targetId = row.targetId();
    this.outcome = row.outcome();
    this.requestId = row.requestId();
    this.details = row.details();
  }
}
