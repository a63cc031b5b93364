package dev.cartulary.audit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Origin;
import dev.cartulary.access.Principal;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.List;
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

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final AuditPendingRepository pending;
  private final AuditRepository repository;
  private final AuditSealer sealer;
  private final AuditSink sink;
  private final Caller caller;
  private final ProcessActor process;

  AuditLog(
      AuditPendingRepository pending,
      AuditRepository repository,
      AuditSealer sealer,
      AuditSink sink,
      Caller caller,
      ProcessActor process) {
    this.pending = pending;
    this.repository = repository;
    this.sealer = sealer;
    this.sink = sink;
    this.caller = caller;
    this.process = process;
  }

  /** A new id of an event; later ones are greater. */
  String newId() {
    return ids.generate().toString();
  }

  /**
   * Adds the event to the running transaction, so that it is kept exactly where the change is.
   * Nobody waits for it. Once it is committed, it gets its place in the chain.
   */
  public void record(AuditEvent event) {
    AuditRow row = row(event);
    pending.add(row);
    sink.enlist(row);
    sealer.wake();
  }

  /**
   * Adds the event to the running transaction as the next row of the chain. Everybody who does so
   * waits for the others' ends.
   *
   * @throws ChainBroken where the log's end is not as it should be
   */
  void recordSealed(AuditEvent event) {
    repository.lock();
    repository.append(List.of(row(event))).forEach(sink::enlist);
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

  private AuditRow row(AuditEvent event) {
    Principal actor = caller.principal();
    Origin origin = caller.origin();
    return new AuditRow(
        0,
        newId(),
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
        "",
        "");
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
