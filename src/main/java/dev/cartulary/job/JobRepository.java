package dev.cartulary.job;

import dev.cartulary.database.ActiveSession;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of jobs, without a persistence context. */
@ApplicationScoped
class JobRepository {

  private final ActiveSession active;

  JobRepository(ActiveSession active) {
    this.active = active;
  }

  void add(JobEntity job) {
    active.stateless().insert(job);
  }

  Optional<JobEntity> byId(String id) {
    return active.query(JobEntity.class, "from JobEntity where id = ?1", id).uniqueResultOptional();
  }

  List<JobEntity> byIds(Collection<String> ids) {
    return active.query(JobEntity.class, "from JobEntity where id in ?1", ids).getResultList();
  }

  /** The one of this kind and target that has not ended. */
  Optional<JobEntity> open(String kind, String target) {
    return active
        .query(
            JobEntity.class,
            "from JobEntity where kind = ?1 and target = ?2 and status in ?3 order by id",
            kind,
            target,
            JobStatus.OPEN)
        .setMaxResults(1)
        .uniqueResultOptional();
  }

  /** The newest first, from the one before. */
  List<JobEntity> list(List<String> kinds, String before, int limit) {
    return active
        .query(
            JobEntity.class,
            "from JobEntity where kind in ?1 and (?2 = '' or id < ?2) order by id desc",
            kinds,
            before)
        .setMaxResults(limit)
        .getResultList();
  }

  /** Those that wait, the oldest first. */
  List<JobEntity> waiting(int limit) {
    return active
        .query(
            JobEntity.class,
            "from JobEntity where status = ?1 order by createdAt, id",
            JobStatus.QUEUED.word())
        .setMaxResults(limit)
        .getResultList();
  }

  /** Makes one that waits this instance's own; false where another one was quicker. */
  boolean take(String id, String instance, Instant now) {
    return active.execute(
            "update JobEntity set status = ?1, instance = ?2, startedAt = ?3, heartbeatAt = ?3"
                + " where id = ?4 and status = ?5",
            JobStatus.RUNNING.word(),
            instance,
            now,
            id,
            JobStatus.QUEUED.word())
        == 1;
  }

  /** Notes how far one is; false where it is no longer this instance's, or is to be cancelled. */
  boolean progress(String id, String instance, int thousandths, String message, Instant now) {
    return active.execute(
            "update JobEntity set progress = ?1, message = ?2, heartbeatAt = ?3 where id = ?4"
                + " and instance = ?5 and status = ?6 and cancelRequested = 0",
            thousandths,
            message,
            now,
            id,
            instance,
            JobStatus.RUNNING.word())
        == 1;
  }

  /** Says that the instance lives. */
  void beat(String instance, Instant now) {
    active.execute(
        "update JobEntity set heartbeatAt = ?1 where instance = ?2 and status = ?3",
        now,
        instance,
        JobStatus.RUNNING.word());
  }

  /** Ends a job that has a status; false where it has another one by now. */
  boolean end(
      String id,
      JobStatus from,
      JobStatus status,
      @Nullable String message,
      @Nullable String error,
      Instant now) {
    int ended =
        active.execute(
            "update JobEntity set status = ?1, error = ?2, endedAt = ?3 where id = ?4"
                + " and status = ?5",
            status.word(),
            error,
            now,
            id,
            from.word());
    if (ended == 1 && message != null) {
      active.execute("update JobEntity set message = ?1 where id = ?2", message, id);
    }
    if (ended == 1 && status == JobStatus.SUCCEEDED) {
      active.execute("update JobEntity set progress = 1000 where id = ?1", id);
    }
    return ended == 1;
  }

  void requestCancel(String id) {
    active.execute("update JobEntity set cancelRequested = 1 where id = ?1", id);
  }

  /** Ends those whose instance has said nothing since. */
  int abandon(Instant silentSince, String error, Instant now) {
    return active.execute(
        "update JobEntity set status = ?1, error = ?2, endedAt = ?3 where status = ?4"
            + " and heartbeatAt < ?5",
        JobStatus.FAILED.word(),
        error,
        now,
        JobStatus.RUNNING.word(),
        silentSince);
  }

  /** The ids of some that ended before. */
  List<String> endedBefore(Instant time, int limit) {
    return active
        .query(
            String.class,
            "select id from JobEntity where createdAt < ?1 and endedAt < ?1 order by createdAt",
            time)
        .setMaxResults(limit)
        .getResultList();
  }

  void remove(Collection<String> ids) {
    active.execute("delete from JobEntity where id in ?1", ids);
  }
}
