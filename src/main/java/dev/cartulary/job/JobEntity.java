package dev.cartulary.job;

import dev.cartulary.database.InstantMicros;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as a row. Changes are single statements. */
@Entity
@Table(name = "job")
class JobEntity {

  @Id
  @Column(name = "id")
  private String id = "";

  @Column(name = "kind")
  private String kind = "";

  @Column(name = "target")
  private String target = "";

  @Column(name = "status")
  private String status = "";

  /** In thousandths. */
  @Column(name = "progress")
  private int progress;

  @Column(name = "message")
  private @Nullable String message;

  @Column(name = "error")
  private @Nullable String error;

  @Column(name = "requested_by")
  private String requestedBy = "";

  /** Who is at work. */
  @Column(name = "instance")
  private @Nullable String instance;

  @Column(name = "cancel_requested")
  private int cancelRequested;

  @Column(name = "created_at")
  @Convert(converter = InstantMicros.class)
  private Instant createdAt = Instant.EPOCH;

  @Column(name = "started_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant startedAt;

  @Column(name = "ended_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant endedAt;

  @Column(name = "heartbeat_at")
  @Convert(converter = InstantMicros.class)
  private @Nullable Instant heartbeatAt;

  /** For Hibernate. */
  protected JobEntity() {}

  /** One that waits. */
  JobEntity(String id, String kind, String target, String requestedBy, Instant now) {
    this.id = id;
    this.kind = kind;
    this.target = target;
    this.status = JobStatus.QUEUED.word();
    this.requestedBy = requestedBy;
    this.createdAt = now;
  }

  Job toJob() {
    return new Job(
        id,
        kind,
        target,
        status,
        progress / 1000.0,
        message,
        error,
        requestedBy,
        InstantMicros.format(createdAt),
        startedAt == null ? null : InstantMicros.format(startedAt),
        endedAt == null ? null : InstantMicros.format(endedAt));
  }

  boolean isCancelRequested() {
    return cancelRequested == 1;
  }
}
