package dev.cartulary.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Collection;
import java.util.List;

/** Reads jobs outside of requests. */
@ApplicationScoped
@ActivateRequestContext
class JobLooks {

  private final JobRepository jobs;

  JobLooks(JobRepository jobs) {
    this.jobs = jobs;
  }

  /** Those that there are. */
  List<Job> jobs(Collection<String> ids) {
    return jobs.byIds(ids).stream().map(JobEntity::toJob).toList();
  }
}
