package dev.cartulary.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.database.InstantMicros;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A checkpoint as JSON; one that is not signed has neither key nor signature. */
@JsonPropertyOrder({"size", "hash", "time", "keyId", "signature"})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditCheckpoint")
record CheckpointView(
    long size, String hash, String time, @Nullable String keyId, @Nullable String signature) {

  static CheckpointView of(AuditCheckpoint checkpoint) {
    return new CheckpointView(
        checkpoint.size(),
        checkpoint.hash(),
        InstantMicros.format(checkpoint.time()),
        checkpoint.keyId(),
        checkpoint.signature());
  }
}
