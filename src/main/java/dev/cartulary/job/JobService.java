package dev.cartulary.job;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Caller;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as those see them who wait for them. Of kinds that one may not ask for, one sees none. */
@ApplicationScoped
public class JobService {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final JobRepository jobs;
  private final JobKinds kinds;
  private final JobRunner runner;
  private final IdempotentRequests requests;
  private final AuditLog audit;
  private final Caller caller;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  JobService(
      JobRepository jobs,
      JobKinds kinds,
      JobRunner runner,
      IdempotentRequests requests,
      AuditLog audit,
      Caller caller) {
    this.jobs = jobs;
    this.kinds = kinds;
    this.runner = runner;
    this.requests = requests;
    this.audit = audit;
    this.caller = caller;
  }

  /**
   * Asks for a job: 202 with it. Where one of this kind and target waits or runs, it is that one.
   */
  public Answer start(String kind, String target) {
    Answer answer =
        WriteTransaction.repeated(
            LIMIT,
            () -> {
              requests.claim();
              Optional<JobEntity> open = jobs.open(kind, target);
              Job job;
              if (open.isPresent()) {
                job = open.get().toJob();
              } else {
                JobEntity added =
                    new JobEntity(
                        ids.generate().toString(),
                        kind,
                        target,
                        caller.principal().id(),
                        InstantMicros.now());
                jobs.add(added);
                job = added.toJob();
                audit.record(
                    AuditEvent.done(Action.JOB_START, "job", job.id())
                        .with("kind", kind)
                        .with("target", target));
              }
              return requests.complete(
                  new Answer(202, Map.of("Location", "/v1/jobs/" + job.id()), job));
            });
    runner.wake();
    return answer;
  }

  /** The newest first. */
  Page<Job> list(PageRequest request) {
    List<String> seen = kinds.seenBy(caller.principal());
    return request.page(
        (before, limit) ->
            seen.isEmpty()
                ? List.of()
                : jobs.list(seen, before, limit).stream().map(JobEntity::toJob).toList(),
        Job::id);
  }

  /**
   * A job.
   *
   * @throws ProblemException not found, also where the caller may not see it
   */
  public Job get(String id) {
    return visible(id).toJob();
  }

  /**
   * Ends a job: at once where it waits, else at its next step. One that has ended stays as it is.
   *
   * @throws ProblemException not found, also where the caller may not see it
   */
  Answer cancel(String id) {
    return WriteTransaction.repeated(
        LIMIT,
        () -> {
          requests.claim();
          Job job = visible(id).toJob();
          if (!job.isEnded()) {
            jobs.requestCancel(id);
            boolean waited =
                jobs.end(
                    id,
                    JobStatus.QUEUED,
                    JobStatus.CANCELLED,
                    "cancelled before it began",
                    null,
                    InstantMicros.now());
            audit.record(
                AuditEvent.done(Action.JOB_CANCEL, "job", id)
                    .with("kind", job.kind())
                    .with("target", job.target())
                    .with("status", waited ? "queued" : "running"));
          }
          return requests.complete(new Answer(202, Map.of(), visible(id).toJob()));
        });
  }

  private JobEntity visible(String id) {
    List<String> seen = kinds.seenBy(caller.principal());
    return jobs.byId(id)
        .filter(job -> seen.contains(job.toJob().kind()))
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "There is no job with this id."));
  }
}
