package dev.cartulary.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.database.InstantMicros;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the log ended at a time (docs/audit.md).
 *
 * @param size the number of the last row
 * @param hash of that row
 * @param keyId the key it is signed with; null where it is not signed
 * @param signature over {@link #text}, in base64; null where it is not signed
 */
@RegisterForReflection // Hibernate makes it from the columns.
public record AuditCheckpoint(
    long size, String hash, Instant time, @Nullable String keyId, @Nullable String signature) {

  /** The first line, so that a later form cannot be taken for this one. */
  private static final String FORM = "cartulary-audit-checkpoint-1";

  /** The present end, signed where there is a signer. */
  static AuditCheckpoint of(AuditHead end, Optional<CheckpointKeys.Signer> signer) {
    AuditCheckpoint unsigned =
        new AuditCheckpoint(end.sequence(), end.hash(), InstantMicros.now(), null, null);
    return signer
        .map(key ->
            new AuditCheckpoint(
                unsigned.size,
                unsigned.hash,
                unsigned.time,
                key.keyId(),
                key.sign(unsigned.text(key.keyId()))))
        .orElse(unsigned);
  }

  /** Reads what the API, {@code verify} and the lines of AUDIT_LOG show; empty where it is none. */
  public static Optional<AuditCheckpoint> read(JsonNode node) {
    try {
      Optional<AuditHead> place =
          AuditHead.parse(node.path("size").asText() + ":" + node.path("hash").textValue());
      if (place.isEmpty() || place.get().sequence() == 0) {
        return Optional.empty();
      }
      return Optional.of(
          new AuditCheckpoint(
              place.get().sequence(),
              place.get().hash(),
              Instant.parse(node.path("time").asText()).truncatedTo(ChronoUnit.MICROS),
              node.path("keyId").textValue(),
              node.path("signature").textValue()));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** A line of JSON with a member {@code checkpoint}, which tells it from lines of events. */
  public String line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode content = line.putObject("checkpoint");
    content.put("size", size).put("hash", hash).put("time", InstantMicros.format(time));
    if (isSigned()) {
      content.put("keyId", keyId).put("signature", signature);
    }
    return line.toString();
  }

  AuditHead head() {
    return new AuditHead(size, hash);
  }

  boolean isSigned() {
    return keyId != null && signature != null;
  }

  /** What is signed: five lines, each with its line feed. */
  String text() {
    return text(String.valueOf(keyId));
  }

  private String text(String key) {
    return String.join("\n", FORM, Long.toString(size), hash, InstantMicros.format(time), key, "");
  }
}
