package dev.cartulary.job;

import dev.cartulary.background.Jobs;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Those who watch jobs. While there are any, their jobs are read once a second, by one query,
 * whichever process does them.
 */
@ApplicationScoped
class JobListeners {

  private static final Logger LOG = Logger.getLogger(JobListeners.class);
  private static final int MOST = 64;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private record Listener(String jobId, MultiEmitter<? super Job> emitter) {}

  private final JobLooks looks;
  private final dev.cartulary.background.Job thread;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private final Map<String, Job> shown = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();

  JobListeners(JobLooks looks, Jobs jobs) {
    this.looks = looks;
    this.thread = jobs.job("job-listeners");
  }

  /**
   * The job now, whenever it has changed, and at its end.
   *
   * @throws ProblemException too many requests, where too many watch already
   */
  Multi<Job> watch(Job now) {
    if (listeners.size() >= MOST) {
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "Too many watch jobs already; ask for the job itself from time to time.",
          Duration.ofSeconds(10),
          null);
    }
    return Multi.createFrom()
        .<Job>emitter(emitter -> {
          emitter.emit(now);
          if (now.isEnded()) {
            emitter.complete();
            return;
          }
          Listener listener = new Listener(now.id(), emitter);
          listeners.add(listener);
          emitter.onTermination(() -> listeners.remove(listener));
          look();
        })
        .onOverflow()
        .dropPreviousItems();
  }

  private void look() {
    if (looking.compareAndSet(false, true)) {
      boolean begun =
          thread.repeat(
              BETWEEN_LOOKS,
              () -> {
                tell();
                if (!listeners.isEmpty()) {
                  return Optional.of(BETWEEN_LOOKS);
                }
                looking.set(false);
                shown.clear();
                return Optional.empty();
              },
              failure -> {
                LOG.debugf(failure, "Watched jobs could not be read; trying again");
                return Optional.of(BETWEEN_LOOKS);
              });
      if (!begun) {
        looking.set(false);
      }
    }
  }

  private void tell() {
    Set<String> ids = listeners.stream().map(Listener::jobId).collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return;
    }
    List<Job> jobs = looks.jobs(ids);
    for (Job job : jobs) {
      boolean news = !job.equals(shown.put(job.id(), job));
      listeners.stream()
          .filter(listener -> listener.jobId().equals(job.id()))
          .forEach(listener -> {
            if (news) {
              listener.emitter().emit(job);
            }
            if (job.isEnded()) {
              listener.emitter().complete();
            }
          });
    }
    Set<String> found = jobs.stream().map(Job::id).collect(Collectors.toSet());
    listeners.stream()
        .filter(listener -> !found.contains(listener.jobId()))
        .forEach(listener -> listener.emitter().complete());
  }
}
