package dev.cartulary.audit;

import dev.cartulary.database.InstantMicros;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log, its columns in the table's order; docs/audit.md explains them.
 *
 * @param details a JSON object as text, its members sorted
 * @param previousHash of the row before
 * @param hash over all the other columns
 */
@RegisterForReflection // Hibernate makes it from the columns.
record AuditRow(
    long sequence,
    Instant occurredAt,
    String actorKind,
    String actorId,
    String actorName,
    @Nullable String keyId,
    @Nullable String address,
    @Nullable String userAgent,
    String action,
    @Nullable String targetType,
    @Nullable String targetId,
    String outcome,
    @Nullable String requestId,
    String details,
    String previousHash,
    String hash) {

  /** The first part of what is hashed, so that a later form cannot be taken for this one. */
  private static final String FORM = "cartulary-audit-1";

  /** The row with the hash that fits its content. */
  AuditRow sealed() {
    return new AuditRow(
        sequence,
        occurredAt,
        actorKind,
        actorId,
        actorName,
        keyId,
        address,
        userAgent,
        action,
        targetType,
        targetId,
        outcome,
        requestId,
        details,
        previousHash,
        contentHash());
  }

  /** Whether the hash fits the content. */
  boolean isIntact() {
    return hash.equals(contentHash());
  }

  AuditHead head() {
    return new AuditHead(sequence, hash);
  }

  /**
   * SHA-256, in hexadecimal digits, over each part in turn: its length in bytes, a colon, and its
   * bytes in UTF-8; of a null, a minus sign. So no two different rows give the same bytes.
   */
  private String contentHash() {
    Long micros = new InstantMicros().convertToDatabaseColumn(occurredAt);
    List<@Nullable String> parts =
        Arrays.asList(
            FORM,
            Long.toString(sequence),
            String.valueOf(micros),
            actorKind,
            actorId,
            actorName,
            keyId,
            address,
            userAgent,
            action,
            targetType,
            targetId,
            outcome,
            requestId,
            details,
            previousHash);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : parts) {
      if (part == null) {
        bytes.write('-');
        continue;
      }
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(text);
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
