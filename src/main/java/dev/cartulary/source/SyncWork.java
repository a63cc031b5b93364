package dev.cartulary.source;

import dev.cartulary.access.Permission;
import dev.cartulary.job.JobFailed;
import dev.cartulary.job.JobProgress;
import dev.cartulary.job.JobWork;
import dev.cartulary.source.format.CatalogException;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads all of a source again, because somebody asks for it. */
@ApplicationScoped
class SyncWork implements JobWork {

  static final String KIND = "sync";

  private final SourceWatcher watcher;

  SyncWork(SourceWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Permission permission() {
    return Permission.SOURCES_MANAGE;
  }

  @Override
  public String run(String target, JobProgress progress) throws JobFailed {
    try {
      return watcher.syncNow(target, seen(progress));
    } catch (CatalogException | SyncCancelled e) {
      throw new JobFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private static SyncProgress seen(JobProgress job) {
    return new SyncProgress() {
      @Override
      public void at(double done, String message) {
        require(job.at(done, message));
      }

      @Override
      public void beforeReplacing() {
        require(job.mayGoOn());
      }
    };
  }

  private static void require(boolean goesOn) {
    if (!goesOn) {
      throw new SyncCancelled();
    }
  }
}
