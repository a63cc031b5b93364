package dev.cartulary.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the chain.
 *
 * @param sequence the number of a row; 0 in front of the first one
 * @param hash of that row; {@link #START}'s in front of the first one
 */
@RegisterForReflection // Hibernate makes it from the columns.
public record AuditHead(long sequence, String hash) {

  /** In front of the first row. */
  public static final AuditHead START = new AuditHead(0, "0".repeat(64));

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

  /** Reads {@code SEQUENCE:HASH}; empty where it is no such text. */
  public static Optional<AuditHead> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return sequence + ":" + hash;
  }
}
