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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes this process's events also where AUDIT_LOG says, in their order, each after its commit and
 * on a thread of its own. An event joins the queue while its transaction holds the end of the log,
 * so that the queue is in the order of the rows; the thread then waits for the head's transaction.
 */
@ApplicationScoped
class AuditSink {

  private static final Logger LOG = Logger.getLogger(AuditSink.class);

  /** As many events wait where the destination refuses; further ones are in the database only. */
  private static final int CAPACITY = 10_000;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /** How the transaction of an event ended. */
  private enum End {
    COMMITTED,
    ROLLED_BACK,
    /** The commit was under way and failed. */
    UNKNOWN
  }

  private record Waiting(AuditRow row, CompletableFuture<End> end) {}

  private final Optional<SinkTarget> target;
  private final AuditLines lines;
  private final AuditRepository repository;
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
      AuditRepository repository,
      TransactionSynchronizationRegistry transactions) {
    this.lines = lines;
    this.repository = repository;
    this.transactions = transactions;
    AuditSettings audit = AuditSettings.resolve(launch.settings());
    // What a command prints is its result.
    this.target =
        audit.stdout() && launch.serves()
            ? Optional.of(new SinkStdout())
            : audit.file().map(SinkFile::new);
  }

  /** Has the row written after the running transaction is committed. */
  void enlist(AuditRow row) {
    if (target.isEmpty()) {
      return;
    }
    Waiting waiting = new Waiting(row, new CompletableFuture<>());
    transactions.registerInterposedSynchronization(new Ending(waiting.end()));
    if (!queue.offer(Optional.of(waiting))) {
      missed.add(row.sequence());
    }
    if (started.compareAndSet(false, true)) {
      Thread created = new Thread(this::run, "audit-log");
      created.setDaemon(true);
      thread = created;
      created.start();
    }
  }

  void onStop(@Observes ShutdownEvent stop) throws InterruptedException {
    stopping.countDown();
    Thread running = thread;
    if (running != null) {
      var unused = queue.offer(Optional.empty()); // where it is full, the thread does not sleep
      running.join(STOP_LIMIT.toMillis());
      queue.forEach(it -> it.ifPresent(waiting -> missed.add(waiting.row().sequence())));
      missed.tell();
    }
  }

  private void run() {
    try {
      while (stopping.getCount() > 0 || !queue.isEmpty()) {
        Optional<Waiting> next = queue.take();
        if (next.isPresent()) {
          await(next.get());
        }
        if (queue.isEmpty()) {
          missed.tell();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Waiting next) throws InterruptedException {
    boolean committed =
        switch (next.end().join()) {
          case COMMITTED -> true;
          case ROLLED_BACK -> false;
          case UNKNOWN -> isStored(next.row());
        };
    if (committed) {
      write(next.row());
    }
  }

  private boolean isStored(AuditRow row) {
    var context = Arc.requireContainer().requestContext();
    context.activate();
    try {
      return repository.holds(row.head());
    } catch (RuntimeException unreachable) {
      LOG.warnf(
          "AUDIT_LOG has no line of event %d: its commit was cut short, and the database does not"
              + " say whether it was made",
          row.sequence());
      return false;
    } finally {
      context.terminate();
    }
  }

  /** Tries until it is written: nobody waits for this thread but the events behind. */
  private void write(AuditRow row) throws InterruptedException {
    byte[] line = lines.line(row);
    for (boolean first = true; ; first = false) {
      try {
        target.orElseThrow().write(line);
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
          missed.add(row.sequence());
          return;
        }
      }
    }
  }

  /** Learns how a transaction ends. */
  private static final class Ending implements Synchronization {

    private final CompletableFuture<End> end;
    private boolean committing;

    Ending(CompletableFuture<End> end) {
      this.end = end;
    }

    @Override
    public void beforeCompletion() {
      committing = true;
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        end.complete(End.COMMITTED);
      } else {
        end.complete(committing ? End.UNKNOWN : End.ROLLED_BACK);
      }
    }
  }

  /** Counts events that are in the database only, and says so once for all of them. */
  private static final class Missed {

    private long count;
    private long first;
    private long last;

    synchronized void add(long sequence) {
      first = count == 0 ? sequence : Math.min(first, sequence);
      last = count == 0 ? sequence : Math.max(last, sequence);
      count++;
      if (count == 1) {
        LOG.errorf("AUDIT_LOG misses events from %d on; they are in the database.", sequence);
      }
    }

    synchronized void tell() {
      if (count > 0) {
        LOG.errorf(
            "AUDIT_LOG misses %d events between %d and %d; `cartulary audit export` has them.",
            count, first, last);
        count = 0;
      }
    }
  }
}
