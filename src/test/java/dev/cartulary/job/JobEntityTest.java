package dev.cartulary.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobEntityTest {

  private static final Instant NOW = Instant.parse("2026-11-28T01:02:03.000004Z");

  private static JobWork work(String kind) {
    return new JobWork() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public Permission permission() {
        return Permission.SOURCES_MANAGE;
      }

      @Override
      public String run(String target, JobProgress progress) {
        return "done";
      }
    };
  }

  @Test
  void oneThatWasAskedForWaits() {
    JobEntity entity = new JobEntity("id", "sync", "community", "somebody", NOW);
    Job job = entity.toJob();
    assertThat(job.status()).isEqualTo("queued");
    assertThat(job.progress()).isZero();
    assertThat(job.createdAt()).isEqualTo("2026-11-28T01:02:03.000004Z");
    assertThat(job.startedAt()).isNull();
    assertThat(job.endedAt()).isNull();
    assertThat(job.isEnded()).isFalse();
    assertThat(entity.isCancelRequested()).isFalse();
  }

  @Test
  void oneEndsInThreeWays() {
    for (JobStatus status : JobStatus.values()) {
      Job job = new Job("i", "sync", "t", status.word(), 1, null, null, "s", "2026", null, "2026");
      assertThat(job.isEnded())
          .as(status.word())
          .isEqualTo(
              List.of(JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED).contains(status));
    }
  }

  @Test
  void onlyThoseWhoMayAskForAKindSeeIt() {
    JobKinds kinds = new JobKinds(List.of(work("sync"), work("other")));
    assertThat(kinds.seenBy(Principal.ANONYMOUS)).isEmpty();
    assertThat(kinds.seenBy(Principal.PROCESS)).containsExactly("sync", "other");
    assertThat(kinds.named("other")).isPresent();
    assertThat(kinds.named("none")).isEmpty();
  }
}
