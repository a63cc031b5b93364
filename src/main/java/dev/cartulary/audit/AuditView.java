package dev.cartulary.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.database.InstantMicros;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as JSON; what is not known of it is left out.
 *
 * @param sealed false where the event has no place in the chain yet; else left out
 */
@JsonPropertyOrder({
  "sequence",
  "id",
  "occurredAt",
  "actor",
  "address",
  "userAgent",
  "action",
  "target",
  "outcome",
  "requestId",
  "details",
  "sealed",
  "previousHash",
  "hash"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditEvent")
record AuditView(
    @Nullable Long sequence,
    @Nullable String id,
    String occurredAt,
    Actor actor,
    @Nullable String address,
    @Nullable String userAgent,
    String action,
    @Nullable Target target,
    String outcome,
    @Nullable String requestId,
    @Schema(type = SchemaType.OBJECT) JsonNode details,
    @Nullable Boolean sealed,
    @Nullable String previousHash,
    @Nullable String hash) {

  /** Who did it. */
  @JsonPropertyOrder({"kind", "id", "name", "keyId"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AuditActor")
  record Actor(String kind, String id, String name, @Nullable String keyId) {}

  /** What it was done to. */
  @JsonPropertyOrder({"type", "id"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AuditTarget")
  record Target(@Nullable String type, @Nullable String id) {}

  static AuditView of(AuditRow row) {
    return new AuditView(
        row.isSealed() ? row.sequence() : null,
        row.eventId(),
        InstantMicros.format(row.occurredAt()),
        new Actor(row.actorKind(), row.actorId(), row.actorName(), row.keyId()),
        row.address(),
        row.userAgent(),
        row.action(),
        row.targetType() == null && row.targetId() == null
            ? null
            : new Target(row.targetType(), row.targetId()),
        row.outcome(),
        row.requestId(),
        AuditText.parsed(row.details()),
        row.isSealed() ? null : false,
        row.isSealed() ? row.previousHash() : null,
        row.isSealed() ? row.hash() : null);
  }
}
