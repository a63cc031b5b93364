package dev.cartulary.database.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file for a driver that takes nothing but files. On Linux only a link to this process's open
 * file stays once it is written: nobody else can follow it, and nothing of the content is left
 * after any end of the process. Elsewhere it is readable by its owner only, and deleted at the end.
 */
final class PrivateFile {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** Open to the end of the process: the file is gone with its last channel. */
  private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

  private PrivateFile() {}

  /** The path under which this process can open the content. */
  static Path holding(byte[] content, String suffix) throws IOException {
    IOException last = new IOException("no temporary directory can be written to; set TMPDIR");
    for (Path place : ScratchDirectory.candidates(null)) {
      if (!Files.isDirectory(place) || !Files.isWritable(place)) {
        continue;
      }
      try {
        return nameless(Files.createTempFile(place, "cartulary-", suffix), content); // mode 0600
      } catch (IOException full) {
        last = full;
      }
    }
    throw last;
  }

  private static Path nameless(Path file, byte[] content) throws IOException {
    file.toFile().deleteOnExit();
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    HELD.add(channel);
    Path descriptor = descriptor(file);
    try {
      Files.write(file, content);
    } catch (IOException full) {
      Files.deleteIfExists(file);
      throw full;
    }
    if (descriptor == null) {
      return file;
    }
    Files.delete(file);
    // PostgreSQL's driver tells the kind of a file from the end of its name.
    return Files.createSymbolicLink(file, descriptor);
  }

  /** The open file's entry; null where the system has none. */
  private static @Nullable Path descriptor(Path file) {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      Path real = file.toRealPath();
      return open.filter(entry -> leadsTo(entry, real)).findFirst().orElse(null);
    } catch (IOException otherSystem) {
      return null;
    }
  }

  private static boolean leadsTo(Path entry, Path file) {
    try {
      return Files.readSymbolicLink(entry).equals(file);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
