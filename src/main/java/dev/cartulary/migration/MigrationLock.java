package dev.cartulary.migration;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.ActiveDatabase;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One process, and one thread in it, changes the schema at a time, forward or back.
 *
 * <p>Waiting asks again and again instead of blocking in the server: a session that blocks holds a
 * snapshot open, and could not be told apart from one that hangs.
 */
@Singleton
class MigrationLock {

  private static final long POLL_MILLIS = 100;

  private final ActiveDatabase database;
  private final Duration limit;
  private final Semaphore inProcess = new Semaphore(1);

  /** Whom this process waits for, while it does. */
  private volatile Optional<String> waitingFor = Optional.empty();

  MigrationLock(ActiveDatabase database, Settings settings) {
    this.database = database;
    this.limit = settings.duration(Setting.DB_MIGRATION_LOCK_TIMEOUT);
  }

  /**
   * Waits for the lock.
   *
   * @return gives the lock back
   * @throws MigrationLocked where somebody else holds it longer than the limit
   */
  Runnable acquire(MigrationListener listener) throws SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    EngineLock lock = engineLock();
    boolean mine = false;
    boolean held = false;
    try {
      mine = inProcess.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
      held = mine && await(lock, deadline, listener);
      if (held) {
        return () -> {
          lock.release();
          inProcess.release();
        };
      }
      throw timeout(lock);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationFailed("Interrupted while waiting for the migration lock.");
    } finally {
      waitingFor = Optional.empty();
      if (!held) {
        lock.release();
        if (mine) {
          inProcess.release();
        }
      }
    }
  }

  private boolean await(EngineLock lock, long deadline, MigrationListener listener)
      throws SQLException, InterruptedException {
    boolean told = false;
    while (!lock.tryAcquire()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      if (!told) {
        String holder = describe(lock);
        waitingFor = Optional.of(holder);
        listener.waitingForLock(holder);
        told = true;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  private MigrationLocked timeout(EngineLock lock) throws SQLException {
    return new MigrationLocked(
        "Another process is migrating and did not finish within "
            + limit.toSeconds()
            + " s: wait for it with `cartulary migrate wait`, or raise"
            + " DB_MIGRATION_LOCK_TIMEOUT",
        describe(lock));
  }

  private String describe(EngineLock lock) throws SQLException {
    try (Connection connection = database.openMigrationConnection()) {
      return lock.holder(connection).orElse("it has just ended");
    }
  }

  /** Who, outside this process, holds the lock; empty where nobody does. */
  Optional<String> otherHolder(Connection connection) throws SQLException {
    if (!inProcess.tryAcquire()) {
      return waitingFor; // else it is this process that migrates
    }
    try {
      return engineLock().holder(connection);
    } finally {
      inProcess.release();
    }
  }

  private EngineLock engineLock() {
    return switch (database.engine()) {
      case POSTGRESQL, MYSQL -> new ServerLock(database);
      case SQLITE -> {
        Optional<Path> file = database.settings().sqliteFile();
        yield file.isPresent() ? new FileLockBeside(file.get()) : new NoEngineLock();
      }
    };
  }
}
