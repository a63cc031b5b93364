package dev.cartulary.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that lines are appended to. Others may append to it at the same time, and it may be moved
 * away: then a new one is begun under its name. Only this user can read a file that is made here.
 */
final class SinkFile implements SinkTarget {

  private final Path path;
  private @Nullable FileChannel channel;
  private @Nullable Object fileKey;

  /** Whether the file ends in a part of a line, which must not become the head of another. */
  private boolean torn;

  SinkFile(Path path) {
    this.path = path;
  }

  @Override
  public void write(byte[] line) throws IOException {
    FileChannel open = opened();
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1);
    if (torn) {
      bytes.put((byte) '\n');
    }
    bytes.put(line).flip();
    int all = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
      torn = false;
    } catch (IOException e) {
      torn = torn || bytes.remaining() < all;
      close();
      throw e;
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel open = channel;
    if (open != null && fileKey != null && fileKey.equals(keyOfPath())) {
      return open;
    }
    if (open != null) {
      torn = false;
      close();
    }
    open =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    channel = open;
    fileKey = keyOfPath();
    return open;
  }

  private void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  /** What tells the file from another one of the same name; null where there is none. */
  private @Nullable Object keyOfPath() throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException gone) {
      return null;
    }
  }
}
