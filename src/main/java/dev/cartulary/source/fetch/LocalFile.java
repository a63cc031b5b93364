package dev.cartulary.source.fetch;

import dev.cartulary.source.format.CatalogException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
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

  private record Content(Stamp stamp, String hash) {}

  private final Path path;
  private @Nullable Stamp settled;
  private @Nullable String settledHash;
  private @Nullable Content seen;

  /** Why the content that was settled cannot be used. */
  private @Nullable CatalogException rejected;

  /** The file at the path, which need not exist yet. */
  public LocalFile(Path path) {
    this.path = path;
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) throws CatalogException {
    seen = null;
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
    seen = content;
    return true;
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    Content before = seen == null ? content(stamp()) : seen;
    seen = null;
    if (before.hash().equals(state)) {
      settle(before, null);
      return Fetched.unchanged(state);
    }
    // Read once more and not kept: it may be larger than the memory, or have changed since.
    try (DigestInputStream bytes = open()) {
      CatalogException unusable = null;
      try {
        into.take("", bytes, null);
      } catch (CatalogException e) {
        unusable = e;
      }
      Content content = new Content(before.stamp(), Digest.ofAll(bytes));
      settle(content, unusable);
      if (unusable != null) {
        throw unusable;
      }
      return Fetched.whole(content.hash());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * From now on the file need not be read while its size and time stay, unless it was just written.
   */
  private void settle(Content content, @Nullable CatalogException reason) {
    Stamp stamp = content.stamp();
    boolean old = stamp.modified().toInstant().isBefore(Instant.now().minus(COARSEST_CLOCK));
    settled = old ? stamp : null;
    settledHash = content.hash();
    rejected = reason;
  }

  private Content content(Stamp stamp) throws CatalogException {
    try (DigestInputStream bytes = open()) {
      return new Content(stamp, Digest.ofAll(bytes));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DigestInputStream open() throws IOException {
    return Digest.over(Files.newInputStream(path));
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
