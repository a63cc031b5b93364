package dev.cartulary.source;

import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.job.JobService;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for sources to be read again, for the API and the command line. */
@ApplicationScoped
public class SyncRequests {

  private final SourceAdministration sources;
  private final JobService jobs;

  SyncRequests(SourceAdministration sources, JobService jobs) {
    this.sources = sources;
    this.jobs = jobs;
  }

  /**
   * Asks for a source to be read again: 202 with the job, or the one that waits or runs already.
   *
   * @throws ProblemException not found; a conflict, where it is published to
   */
  public Answer start(String name) {
    Source source = sources.named(name);
    if (source.isManaged()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "There is nothing to read: the source " + name + " has what is published to it.");
    }
    return jobs.start(SyncWork.KIND, source.name());
  }
}
