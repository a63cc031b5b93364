package dev.cartulary.audit;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the log, as Hibernate maps it; it is read as {@link AuditRow}. */
@Entity
@Table(name = "audit_log")
class AuditLogEntity {

  @Id
  @Column(name = "sequence_number")
  private long sequenceNumber;

  @Column(name = "event_id")
  private @Nullable String eventId;

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

  @Column(name = "previous_hash")
  private String previousHash = "";

  @Column(name = "row_hash")
  private String rowHash = "";

  /** For Hibernate. */
  protected AuditLogEntity() {}
}
