package dev.cartulary.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happened. Who did it and from where is the caller's, the log adds it.
 *
 * @param action what was done or tried
 * @param targetType what it was done to, {@code user}; null where there is nothing to name
 * @param targetId which one; null where there is nothing to name
 * @param outcome how it ended
 * @param details more about it, as texts or lists of texts; never a secret
 */
public record AuditEvent(
    Action action,
    @Nullable String targetType,
    @Nullable String targetId,
    Outcome outcome,
    Map<String, ?> details) {

  public AuditEvent {
    details = Map.copyOf(details);
  }

  /** Something that was done. */
  public static AuditEvent done(Action action, String targetType, String targetId) {
    return new AuditEvent(action, targetType, targetId, Outcome.SUCCESS, Map.of());
  }

  /** Something that was refused. */
  public static AuditEvent denied(
      Action action, @Nullable String targetType, @Nullable String targetId) {
    return new AuditEvent(action, targetType, targetId, Outcome.DENIED, Map.of());
  }

  /** The same with one more detail. */
  public AuditEvent with(String detail, String value) {
    return withDetail(detail, value);
  }

  /** The same with one more detail, unless the list is empty. */
  public AuditEvent with(String detail, List<String> values) {
    return values.isEmpty() ? this : withDetail(detail, List.copyOf(values));
  }

  private AuditEvent withDetail(String detail, Object value) {
    Map<String, Object> more = new TreeMap<>(details);
    more.put(detail, value);
    return new AuditEvent(action, targetType, targetId, outcome, more);
  }
}
