package dev.cartulary.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it.
 *
 * @param kind what is done, {@code sync}
 * @param target to what, the name of a source
 * @param status {@code queued}, {@code running}, {@code succeeded}, {@code failed} or {@code
 *     cancelled}
 * @param progress a share from 0.0 to 1.0
 * @param message what it does, or how it ended
 * @param error why it failed
 * @param requestedBy id of who asked for it
 */
@Schema(name = "Job")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "id",
  "kind",
  "target",
  "status",
  "progress",
  "message",
  "error",
  "requestedBy",
  "createdAt",
  "startedAt",
  "endedAt"
})
@RegisterForReflection
public record Job(
    String id,
    String kind,
    String target,
    String status,
    double progress,
    @Nullable String message,
    @Nullable String error,
    String requestedBy,
    String createdAt,
    @Nullable String startedAt,
    @Nullable String endedAt) {

  /** Whether nothing will change any more. */
  @JsonIgnore
  public boolean isEnded() {
    return !JobStatus.OPEN.contains(status);
  }
}
