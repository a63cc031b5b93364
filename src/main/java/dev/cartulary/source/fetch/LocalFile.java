package dev.cartulary.source.fetch;

import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A catalog file of this machine. It follows the path at each look, so that a file that was
 * replaced, or a symbolic link that was turned (as Kubernetes does with a ConfigMap), is seen. Its
 * state is the hash of the bytes.
 */
public final class LocalFile implements Fetch {

  /** Within this time a second change may leave a file's time as it is (FAT counts two seconds). */
  private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2);

  private record Stamp(long size, FileTime modified, @Nullable Object key) {}

  private record Content(@Nullable Stamp stamp, byte[] bytes, String hash) {}

  private final Path path;
  private @Nullable Stamp settled;
  private @Nullable String settledHash;
  private @Nullable Content read;

  /** Why the content that was settled cannot be used. */
  private @Nullable CatalogException rejected;

  /** The file at the path, which need not exist yet. */
  public LocalFile(Path path) {
    this.path = path;
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) throws CatalogException {
    read = null;
    Stamp stamp = stamp();
    if (stamp.equals(settled)) {
      if (rejected != null) {
        throw rejected;
      }
      if (Objects.equals(state, settledHash)) {
        return false;
      }
    }
    Content content = content(stamp);
    if (rejected != null && content.hash().equals(settledHash)) {
      settle(content, rejected);
      throw rejected;
    }
    if (content.hash().equals(state)) {
      settle(content, null);
      return false;
    }
    read = content;
    return true;
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    Content content = read == null ? content(stamp()) : read;
    read = null;
    if (content.hash().equals(state)) {
      settle(content, null);
      return Fetched.unchanged(state);
    }
    try {
      into.take("", content.bytes());
    } catch (CatalogException e) {
      settle(content, e);
      throw e;
    }
    settle(content, null);
    return Fetched.whole(content.hash());
  }

  /**
   * From now on the file need not be read while its size and time stay, unless it was just written.
   */
  private void settle(Content content, @Nullable CatalogException reason) {
    Stamp stamp = content.stamp();
    boolean old =
        stamp != null && stamp.modified().toInstant().isBefore(Instant.now().minus(COARSEST_CLOCK));
    settled = old ? stamp : null;
    settledHash = content.hash();
    rejected = reason;
  }

  private Content content(Stamp stamp) throws CatalogException {
    try {
      byte[] bytes = Files.readAllBytes(path);
      return new Content(stamp, bytes, Digest.of(bytes));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Stamp stamp() throws CatalogException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (attributes.isDirectory()) {
      throw new CatalogException(path + " is a directory; the path of a catalog file is needed");
    }
    if (attributes.size() > CatalogReader.LARGEST) {
      throw new CatalogException("the file " + path + " is larger than 64 MiB");
    }
    return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  private CatalogException unreadable(IOException e) {
    if (e instanceof NoSuchFileException) {
      return new CatalogException("the file " + path + " does not exist", e);
    }
    if (e instanceof AccessDeniedException) {
      return new CatalogException("the file " + path + " may not be read by this process", e);
    }
    return new CatalogException("the file " + path + " cannot be read: " + e.getMessage(), e);
  }
}
