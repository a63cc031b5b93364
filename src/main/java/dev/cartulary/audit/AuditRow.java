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
 * @param sequence its number; 0 where the event is not sealed yet
 * @param eventId what the event is known by; null in rows that were written before there were ids
 * @param details a JSON object as text, its members sorted
 * @param previousHash of the row before; empty where the event is not sealed yet
 * @param hash over all the other columns but the id; empty where the event is not sealed yet
 */
@RegisterForReflection // Hibernate makes it from the columns.
record AuditRow(
    long sequence,
    @Nullable String eventId,
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

  /** How many columns there are. */
  static final int COLUMNS = 17;

  /** The columns but the two numbers, in their order. */
  List<@Nullable String> texts() {
    return Arrays.asList(
        eventId,
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
        hash);
  }

  /** Whether it has its place in the chain. */
  boolean isSealed() {
    return sequence > 0;
  }

  /** The row as the one that comes after this place. */
  AuditRow after(AuditHead end) {
    return with(end.sequence() + 1, end.hash(), "").sealed();
  }

  /** The row with the hash that fits its content. */
  AuditRow sealed() {
    return with(sequence, previousHash, contentHash());
  }

  private AuditRow with(long number, String before, String own) {
    return new AuditRow(
        number,
        eventId,
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
        before,
        own);
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
