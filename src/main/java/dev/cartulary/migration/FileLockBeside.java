package dev.cartulary.migration;

import dev.cartulary.database.settings.SqliteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file beside the SQLite file, with the number of the process that holds it inside. The
 * operating system gives it back when the process ends; the file stays, since removing it could
 * take it from under a process that is about to lock it.
 */
final class FileLockBeside implements EngineLock {

  private static final Logger LOG = Logger.getLogger(FileLockBeside.class);
  private static final int LONGEST_NOTE = 100;
  private static final Set<OpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private final Path file;
  private @Nullable FileChannel channel;
  private @Nullable FileLock lock;

  FileLockBeside(Path database) {
    this.file = Path.of(database.toAbsolutePath() + ".lock");
  }

  @Override
  public boolean tryAcquire() throws SQLException {
    try {
      FileChannel open = channel;
      if (open == null) {
        open = FileChannel.open(file, OPTIONS, SqliteFile.forOwnerOnly(file));
        channel = open;
      }
      lock = open.tryLock();
      if (lock == null) {
        return false;
      }
      open.truncate(0);
      open.write(
          ByteBuffer.wrap(
              ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
          0);
      return true;
    } catch (IOException e) {
      throw new SQLException("the lock file " + file + " cannot be written: " + e, e);
    }
  }

  /**
   * Asks with a shared lock, which fails exactly when somebody holds the exclusive one, so that two
   * who ask do not take each other for the holder. Never called by the holder itself: closing a
   * second channel would give back the process's own lock (POSIX).
   */
  @Override
  public Optional<String> holder(Connection connection) throws SQLException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel probe = FileChannel.open(file, StandardOpenOption.READ);
        FileLock shared = probe.tryLock(0, Long.MAX_VALUE, true)) {
      return shared == null ? Optional.of(note(probe)) : Optional.empty();
    } catch (IOException e) {
      LOG.debugf(e, "the lock file %s cannot be read", file);
      return Optional.empty();
    }
  }

  private static String note(FileChannel probe) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NOTE);
    probe.read(bytes, 0);
    bytes.flip();
    String note = StandardCharsets.UTF_8.decode(bytes).toString().strip();
    return note.isEmpty() ? "another process" : note;
  }

  @Override
  public void release() {
    FileChannel open = channel;
    channel = null;
    lock = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LOG.debugf(e, "the lock file %s did not close cleanly", file);
    }
  }
}
