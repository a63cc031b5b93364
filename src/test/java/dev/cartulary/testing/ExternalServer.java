package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.jspecify.annotations.Nullable;

/**
 * The server of {@code MYSQL_TEST_URL} is one for all processes that run suites. Whoever changes
 * what holds for the whole server has it alone meanwhile: the other suites that have a database
 * there are let finish, and new ones wait.
 */
public final class ExternalServer implements AutoCloseable {

  private static @Nullable FileChannel file;
  private static @Nullable FileLock held;
  private static int databases;

  private ExternalServer() {}

  /** Waits until nobody else uses the server, and has it until the result is closed. */
  public static ExternalServer alone() {
    take(false);
    return new ExternalServer();
  }

  /** This process uses the server for one more database, and waits where somebody has it alone. */
  static synchronized void enter() {
    if (held == null) {
      take(true);
    }
    databases++;
  }

  /** This process has one database less there. */
  static synchronized void leave() {
    databases--;
    if (databases == 0 && held != null && held.isShared()) {
      giveBack();
    }
  }

  private static synchronized void take(boolean shared) {
    giveBack();
    try {
      if (file == null) {
        file = BetweenForks.file("mysql");
      }
      held = file.lock(0, Long.MAX_VALUE, shared);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized void giveBack() {
    try {
      if (held != null) {
        held.release();
      }
      held = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    synchronized (ExternalServer.class) {
      giveBack();
      if (databases > 0) {
        take(true);
      }
    }
  }
}
