package dev.cartulary.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings SQLite's write-ahead log to the disk, once for all commits that wait for it at the same
 * moment (docs/decisions/0024). The first who comes leads: it waits for the sync that is running,
 * while others join it, and syncs for all of them.
 */
final class WalSync {

  private static final ConcurrentHashMap<Path, WalSync> OF_DATABASES = new ConcurrentHashMap<>();

  private final Path log;
  private final ReentrantLock disk = new ReentrantLock();
  private @Nullable CompletableFuture<Void> collecting;

  WalSync(Path log) {
    this.log = log;
  }

  /** The one of this database file, for all connections of the process. */
  static WalSync of(Path database) {
    return OF_DATABASES.computeIfAbsent(database, file -> new WalSync(Path.of(file + "-wal")));
  }

  /**
   * Returns once everything that was committed before is on the disk.
   *
   * @throws IOException where the disk refuses: what was committed may be gone after a power cut
   */
  void await() throws IOException {
    CompletableFuture<Void> mine;
    boolean leads;
    synchronized (this) {
      leads = collecting == null;
      if (collecting == null) {
        collecting = new CompletableFuture<>();
      }
      mine = collecting;
    }
    if (leads) {
      lead(mine);
    }
    try {
      mine.join();
    } catch (CompletionException refused) {
      throw new IOException(log + " cannot be brought to the disk", refused.getCause());
    }
  }

  private void lead(CompletableFuture<Void> all) {
    disk.lock();
    try {
      synchronized (this) {
        collecting = null; // who commits from here on is not covered by this sync
      }
      force();
      all.complete(null);
    } catch (IOException | RuntimeException | Error refused) {
      all.completeExceptionally(refused);
    } finally {
      disk.unlock();
    }
  }

  /**
   * Opens the file each time, because SQLite may have made a new one. Where there is none, all of
   * it is in the database file, which SQLite has brought to the disk before it removed the log. The
   * log, unlike the database file, bears no locks, which closing it would drop.
   */
  private void force() throws IOException {
    try (FileChannel file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.force(false);
    } catch (NoSuchFileException removed) {
      // On the disk already.
    }
  }
}
