package dev.cartulary.audit;

import dev.cartulary.config.Launch;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes this process's events also where AUDIT_LOG says, each after its commit, in the order of
 * the commits, and on a thread of its own.
 */
@ApplicationScoped
class AuditSink {

  private static final Logger LOG = Logger.getLogger(AuditSink.class);

  /** As many events wait where the destination refuses; further ones are in the database only. */
  private static final int CAPACITY = 10_000;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /**
   * What is to be written.
   *
   * @param event whose transaction has ended; null for a checkpoint
   * @param certain false where the commit was under way and failed
   */
  private record Waiting(byte[] line, @Nullable AuditRow event, boolean certain) {}

  private final Optional<SinkTarget> target;
  private final AuditLines lines;
  private final AuditRows rows;
  private final TransactionSynchronizationRegistry transactions;

  /** An empty member only wakes the thread. */
  private final LinkedBlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>(CAPACITY);

  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean started = new AtomicBoolean();
  private final Missed missed = new Missed();
  private volatile @Nullable Thread thread;

  AuditSink(
      Launch launch,
      AuditLines lines,
      AuditRows rows,
      TransactionSynchronizationRegistry transactions) {
    this.lines = lines;
    this.rows = rows;
    this.transactions = transactions;
    AuditSettings audit = AuditSettings.resolve(launch.settings());
    // What a command prints is its result.
    this.target =
        audit.stdout() && launch.serves()
            ? Optional.of(new SinkStdout())
            : audit.file().map(SinkFile::new);
  }

  /** Has the event written after the running transaction is committed. */
  void enlist(AuditRow event) {
    if (target.isEmpty()) {
      return;
    }
    transactions.registerInterposedSynchronization(new Ending(event));
    begin();
  }

  /** Writes a checkpoint, as a line of its own. */
  void write(AuditCheckpoint checkpoint) {
    if (target.isPresent()) {
      // Where it finds no room, a later one stands for it.
      var unused = queue.offer(Optional.of(new Waiting(lines.line(checkpoint), null, true)));
      begin();
    }
  }

  private void begin() {
    if (started.compareAndSet(false, true)) {
      Thread created = new Thread(this::run, "audit-log");
      created.setDaemon(true);
      thread = created;
      created.start();
    }
  }

  private void ended(AuditRow event, boolean certain) {
    if (!queue.offer(Optional.of(new Waiting(lines.line(event), event, certain)))) {
      missed.add(event);
    }
  }

  void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      var unused = queue.offer(Optional.empty()); // where it is full, the thread does not sleep
      running.join(STOP_LIMIT.toMillis());
      queue.forEach(it -> it.ifPresent(waiting -> missed.add(waiting.event())));
      missed.tell();
    }
  }

  private void run() {
    try {
      while (stopping.getCount() > 0 || !queue.isEmpty()) {
        Optional<Waiting> next = queue.take();
        if (next.isPresent() && (next.get().certain() || isStored(next.get().event()))) {
          write(next.get());
        }
        if (queue.isEmpty()) {
          missed.tell();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStored(@Nullable AuditRow event) {
    if (event == null) {
      return false;
    }
    var context = Arc.requireContainer().requestContext();
    context.activate();
    try {
      return rows.holdRecent(String.valueOf(event.eventId()));
    } catch (RuntimeException unreachable) {
      LOG.warnf(
          "AUDIT_LOG has no line of event %s: its commit was cut short, and the database does not"
              + " say whether it was made",
          event.eventId());
      return false;
    } finally {
      context.terminate();
    }
  }

  /** Tries until it is written: nobody waits for this thread but the events behind. */
  private void write(Waiting next) throws InterruptedException {
    for (boolean first = true; ; first = false) {
      try {
        target.orElseThrow().write(next.line());
        if (!first) {
          LOG.info("AUDIT_LOG can be written again.");
        }
        return;
      } catch (IOException refused) {
        if (first) {
          LOG.errorf(
              "AUDIT_LOG cannot be written: %s. It is tried again every second; up to %d events"
                  + " wait, and all of them are in the database.",
              refused, CAPACITY);
        }
        if (stopping.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
          missed.add(next.event());
          return;
        }
      }
    }
  }

  /** Learns how a transaction ends. */
  private final class Ending implements Synchronization {

    private final AuditRow event;
    private boolean committing;

    Ending(AuditRow event) {
      this.event = event;
    }

    @Override
    public void beforeCompletion() {
      committing = true;
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED || committing) {
        ended(event, status == Status.STATUS_COMMITTED);
      }
    }
  }

  /** Counts events that are in the database only, and says so once for all of them. */
  private static final class Missed {

    private long count;
    private String first = "";
    private String last = "";

    synchronized void add(@Nullable AuditRow event) {
      if (event == null) {
        return; // a checkpoint, which is no event
      }
      String id = String.valueOf(event.eventId());
      first = count == 0 || id.compareTo(first) < 0 ? id : first;
      last = count == 0 || id.compareTo(last) > 0 ? id : last;
      count++;
      if (count == 1) {
        LOG.errorf("AUDIT_LOG misses events from %s on; they are in the database.", id);
      }
    }

    synchronized void tell() {
      if (count > 0) {
        LOG.errorf(
            "AUDIT_LOG misses %d events between the ids %s and %s; `cartulary audit export` has them.",
            count, first, last);
        count = 0;
      }
    }
  }
}
