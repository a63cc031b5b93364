package dev.cartulary.identity.authentication;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Origin;
import dev.cartulary.access.Principal;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.http.proxy.ClientConnection;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Writes calls that were refused to the audit log: of one caller at most {@value #MOST} a minute,
 * since each row is kept for long and all writers wait for it. The next row says how many were left
 * out. A caller is a principal or, where nobody is known, an address.
 */
@ApplicationScoped
public class RefusedCalls {

  /** Rows a minute of one caller. */
  public static final int MOST = 60;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_CALLERS = 10_000;

  private static final class Count {
    private Instant since = Instant.MIN;
    private int written;
    private long leftOut;
  }

  private final AuditLog audit;
  private final Caller caller;
  private final Map<String, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  RefusedCalls(AuditLog audit, Caller caller) {
    this.audit = audit;
    this.caller = caller;
  }

  /**
   * Writes down that the caller of the running request was refused.
   *
   * @param reason a short word for it
   */
  void record(HttpServerRequest request, String reason) {
    OptionalLong leftOut = take(who(caller.principal(), caller.origin()), Instant.now());
    if (leftOut.isEmpty()) {
      return;
    }
    AuditEvent event =
        AuditEvent.denied(Action.CALL, "path", request.path())
            .with("method", request.method().name())
            .with("reason", reason);
    audit.recordNow(
        leftOut.getAsLong() == 0
            ? event
            : event.with("leftOut", String.valueOf(leftOut.getAsLong())));
  }

  private static String who(Principal principal, Origin origin) {
    if (principal.isKnown()) {
      return principal.kind() + ":" + principal.id();
    }
    return origin.address() == null
        ? "unknown"
        : new ClientConnection(origin.address(), false).network();
  }

  /** How many rows were left out before this one; empty where this one is to be left out too. */
  synchronized OptionalLong take(String who, Instant now) {
    Count count = counts.computeIfAbsent(who, first -> new Count());
    if (count.since.plus(WINDOW).isBefore(now)) {
      count.since = now;
      count.written = 0;
    }
    if (count.written == MOST) {
      count.leftOut++;
      return OptionalLong.empty();
    }
    count.written++;
    long before = count.leftOut;
    count.leftOut = 0;
    return OptionalLong.of(before);
  }
}
