package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Suites run in several processes at once; what these share is made and written by one at a time.
 */
final class BetweenForks {

  private BetweenForks() {}

  /** The file of a lock; the operating system takes the lock back from a process that ends. */
  static FileChannel file(String name) {
    Path file = Path.of("target", "test-locks", name);
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does this while no other process does anything under that name. */
  static <T> T alone(String name, Supplier<T> what) {
    synchronized (BetweenForks.class) { // a process may ask for a file's lock only once
      try (FileChannel channel = file(name);
          FileLock lock = channel.lock()) {
        return what.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
