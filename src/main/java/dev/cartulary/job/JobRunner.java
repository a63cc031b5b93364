package dev.cartulary.job;

import com.fasterxml.uuid.Generators;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Does what is queued, one job at a time in each process; a job is taken by one process. Each says
 * that it lives while it works; who says nothing for a minute is taken for dead, and its job for
 * failed.
 */
@ApplicationScoped
public class JobRunner {

  private static final Logger LOG = Logger.getLogger(JobRunner.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);
  private static final Duration DEAD = Duration.ofMinutes(1);
  private static final Duration BETWEEN_STEPS = Duration.ofMillis(500);
  private static final int PORTION = 100;

  private final String instance = Generators.timeBasedEpochGenerator().generate().toString();
  private final JobRepository repository;
  private final JobKinds kinds;
  private final Jobs jobs;
  private final Duration retention;
  private final dev.cartulary.background.Job worker;
  private final dev.cartulary.background.Job heart;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean busy = new AtomicBoolean();

  JobRunner(JobRepository repository, JobKinds kinds, Settings settings, Jobs jobs) {
    this.repository = repository;
    this.kinds = kinds;
    this.jobs = jobs;
    this.retention = settings.duration(Setting.JOB_RETENTION);
    this.worker = jobs.job("jobs");
    this.heart = jobs.job("job-heartbeat");
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      var unusedLooks =
          worker.repeat(
              BETWEEN_LOOKS,
              () -> {
                runWaiting();
                return Optional.of(BETWEEN_LOOKS);
              },
              failure -> Optional.of(later(failure)));
      beats(BETWEEN_BEATS);
      jobs.removal("ended-jobs", this::removePortion);
    }
  }

  private void beats(Duration delay) {
    var unused =
        heart.repeat(
            delay,
            () -> {
              beat();
              return Optional.of(BETWEEN_BEATS);
            },
            failure -> Optional.of(later(failure)));
  }

  /**
   * Takes a job that no server has taken, and does it beside the caller: for a command, where no
   * server may run.
   *
   * @return false where another process has it, or it has ended
   */
  public boolean takeOver(String id) {
    Optional<Job> taken =
        write(() ->
            repository.take(id, instance, InstantMicros.now())
                ? repository.byId(id).map(JobEntity::toJob)
                : Optional.empty());
    taken.ifPresent(job -> {
      busy.set(true);
      beats(BETWEEN_BEATS);
      var unused = worker.once(Duration.ZERO, () -> runTaken(job));
    });
    return taken.isPresent();
  }

  /** Ends the jobs of processes that have died, which a command would wait for. */
  public void endAbandoned() {
    abandon(InstantMicros.now());
  }

  private static Duration later(Throwable failure) {
    LOG.debugf(failure, "Jobs could not be looked at; trying again");
    return BETWEEN_LOOKS;
  }

  /** Something may wait: a server looks at once. */
  void wake() {
    if (started.get()) {
      var unused = worker.once(Duration.ZERO, this::runWaiting);
    }
  }

  private void runWaiting() {
    List<Job> waiting =
        write(() -> repository.waiting(PORTION).stream().map(JobEntity::toJob).toList());
    for (Job job : waiting) {
      if (write(() -> repository.take(job.id(), instance, InstantMicros.now()))) {
        busy.set(true);
        runTaken(job);
      }
    }
  }

  private void runTaken(Job job) {
    try {
      run(job);
    } finally {
      busy.set(false);
    }
  }

  private void run(Job job) {
    Steps steps = new Steps(job.id());
    JobStatus status = JobStatus.SUCCEEDED;
    String message = null;
    String error = null;
    try {
      Optional<JobWork> work = kinds.named(job.kind());
      if (work.isEmpty()) {
        status = JobStatus.FAILED;
        error = "this program knows no jobs of this kind";
      } else {
        message = work.get().run(job.target(), steps);
      }
    } catch (JobFailed e) {
      status = steps.ended ? JobStatus.CANCELLED : JobStatus.FAILED;
      error = steps.ended ? null : e.getMessage();
      message = steps.ended ? "cancelled" : null;
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "Job %s (%s %s) failed", job.id(), job.kind(), job.target());
      status = JobStatus.FAILED;
      error = "it failed; the log of the server says why, next to the job's id";
    }
    JobStatus outcome = status;
    String said = message;
    String why = error;
    boolean unused =
        write(() ->
            repository.end(job.id(), JobStatus.RUNNING, outcome, said, why, InstantMicros.now()));
  }

  /** Tells how far a job is, not more often than anybody looks. */
  private final class Steps implements JobProgress {

    private final String id;
    private long last = System.nanoTime() - BETWEEN_STEPS.toNanos();
    private int thousandths;
    private String told = "";
    private boolean ended;

    Steps(String id) {
      this.id = id;
    }

    @Override
    public boolean at(double done, String message) {
      thousandths = (int) Math.round(1000 * Math.max(0, Math.min(1, done)));
      told = message;
      return System.nanoTime() - last < BETWEEN_STEPS.toNanos() ? !isEnded() : mayGoOn();
    }

    @Override
    public boolean mayGoOn() {
      if (!isEnded()) {
        ended =
            !write(() -> repository.progress(id, instance, thousandths, told, InstantMicros.now()));
        last = System.nanoTime();
      }
      return !ended;
    }

    private boolean isEnded() {
      ended |= Thread.currentThread().isInterrupted();
      return ended;
    }
  }

  private void beat() {
    Instant now = InstantMicros.now();
    if (busy.get()) {
      write(() -> {
        repository.beat(instance, now);
        return true;
      });
    }
    abandon(now);
  }

  private void abandon(Instant now) {
    int dead =
        write(() ->
            repository.abandon(
                now.minus(DEAD), "the instance that did it has stopped on the way", now));
    if (dead > 0) {
      LOG.warnf("%d jobs of instances that have stopped are failed now", dead);
    }
  }

  private boolean removePortion() {
    return write(() -> {
      List<String> old = repository.endedBefore(InstantMicros.now().minus(retention), PORTION);
      if (!old.isEmpty()) {
        repository.remove(old);
      }
      return old.size() == PORTION;
    });
  }

  @ActivateRequestContext
  <T> T write(Callable<T> work) {
    return WriteTransaction.call(LIMIT, work);
  }
}
