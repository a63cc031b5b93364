package dev.cartulary.audit;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Origin;
import dev.cartulary.access.Principal;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Writes the audit log. */
@ApplicationScoped
@ActivateRequestContext
public class AuditLog {

  private static final Logger LOG = Logger.getLogger(AuditLog.class);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(30);

  // The lengths of the columns, in characters.
  private static final int MAX_NAME = 255;
  private static final int MAX_KEY_ID = 36;
  private static final int MAX_ADDRESS = 64;
  private static final int MAX_TARGET_TYPE = 32;
  private static final int MAX_TARGET_ID = 512;
  private static final int MAX_REQUEST_ID = 64;

  private final AuditRepository repository;
  private final AuditSink sink;
  private final Caller caller;
  private final ProcessActor process;

  AuditLog(AuditRepository repository, AuditSink sink, Caller caller, ProcessActor process) {
    this.repository = repository;
    this.sink = sink;
    this.caller = caller;
    this.process = process;
  }

  /**
   * Adds the event to the running transaction, so that it is kept exactly where the change is. To
   * be called last in the transaction: from here to the commit other writers of the log wait.
   *
   * @throws ProblemException audit unavailable, where somebody has tampered with the log's end
   */
  public void record(AuditEvent event) {
    sink.enlist(repository.append(end -> row(event, end)));
  }

  /**
   * Adds the event in a transaction of its own: for what changes nothing, like a denied call. Where
   * that fails, the event becomes a line of the program's log, and the caller goes on. Not to be
   * called inside a transaction, which would deadlock on SQLite.
   */
  public void recordNow(AuditEvent event) {
    try {
      recordOrFail(event);
    } catch (RuntimeException failure) {
      LOG.errorf(
          "An event could not be written to the audit log (%s): %s",
          failure.getMessage(), inWords(event));
      LOG.debug("why it could not be written", failure);
    }
  }

  /**
   * Adds the event in a transaction of its own, or throws: for what must not happen without it,
   * like giving out a secret. Not to be called inside a transaction.
   */
  public void recordOrFail(AuditEvent event) {
    WriteTransaction.repeated(
        WRITE_LIMIT,
        () -> {
          record(event);
          return null;
        });
  }

  private AuditRow row(AuditEvent event, AuditHead end) {
    Principal actor = caller.principal();
    Origin origin = caller.origin();
    return new AuditRow(
            end.sequence() + 1,
            InstantMicros.now(),
            actor.kind().word(),
            AuditText.cut(actor.id(), MAX_NAME),
            AuditText.cut(name(actor), MAX_NAME),
            AuditText.cutOrNull(actor.credentialId(), MAX_KEY_ID),
            AuditText.cutOrNull(origin.address(), MAX_ADDRESS),
            AuditText.cutOrNull(origin.userAgent(), Origin.MAX_USER_AGENT),
            event.action().word(),
            AuditText.cutOrNull(event.targetType(), MAX_TARGET_TYPE),
            AuditText.cutOrNull(event.targetId(), MAX_TARGET_ID),
            event.outcome().word(),
            AuditText.cutOrNull(origin.requestId(), MAX_REQUEST_ID),
            AuditText.details(event.details()),
            end.hash(),
            "")
        .sealed();
  }

  private String name(Principal actor) {
    return actor.kind() == Principal.Kind.PROCESS ? process.name() : actor.name();
  }

  /** Without the details, which a log line need not hold. */
  private String inWords(AuditEvent event) {
    Principal actor = caller.principal();
    Origin origin = caller.origin();
    String words =
        "action=%s outcome=%s actor=%s target=%s:%s address=%s request=%s"
            .formatted(
                event.action().word(),
                event.outcome().word(),
                AuditText.cut(actor.kind().word() + ":" + actor.id(), MAX_NAME),
                event.targetType(),
                AuditText.cutOrNull(event.targetId(), MAX_TARGET_ID),
                origin.address(),
                origin.requestId());
    return words.replaceAll("\\p{Cntrl}", " "); // one event is one line
  }
}
