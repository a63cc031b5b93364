package dev.cartulary.source;

import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a source's file and tells when it has other content. It follows the path at each look,
 * so that a file that was replaced, or a symbolic link that was turned (as Kubernetes does with a
 * ConfigMap), is seen. Not for use by several threads.
 */
final class CatalogFile {

  private static final String SAMPLE = "/sample/catalog.json";

  /** Within this time a second change may leave a file's time as it is (FAT counts two seconds). */
  private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2);

  /**
   * A file's content.
   *
   * @param hash of the bytes, the filter and the rules by which entries are taken
   */
  record Content(byte[] bytes, String hash) {}

  private record Stamp(long size, FileTime modified, @Nullable Object key) {}

  private final SourceDefinition source;
  private @Nullable Stamp settled;
  private @Nullable Stamp read;
  private @Nullable String known;

  /**
   * @param known the hash of the content that is dealt with already, or null
   */
  CatalogFile(SourceDefinition source, @Nullable String known) {
    this.source = source;
    this.known = known;
  }

  /**
   * The content, where it is not the known one.
   *
   * @throws CatalogException when the file cannot be read now
   */
  Optional<Content> look() throws CatalogException {
    read = null;
    Path path =
        source.kind() instanceof SourceKind.CatalogDocument document
            ? document.path().orElse(null)
            : null;
    try {
      Stamp stamp = null;
      if (path != null) {
        stamp = stamp(path);
        if (stamp.equals(settled)) {
          return Optional.empty();
        }
      }
      Content content = content(path == null ? sample() : Files.readAllBytes(path));
      read = stamp;
      if (content.hash().equals(known)) {
        settle();
        return Optional.empty();
      }
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      throw new CatalogException("the file " + path + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new CatalogException("the file " + path + " may not be read by this process", e);
    } catch (IOException e) {
      throw new CatalogException("the file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The content that {@link #look} gave is dealt with, whatever came of it. */
  void dealtWith(Content content) {
    known = content.hash();
    settle();
  }

  /**
   * From now on the file need not be read while its size and time stay, unless it was just written.
   */
  private void settle() {
    boolean old =
        read != null && read.modified().toInstant().isBefore(Instant.now().minus(COARSEST_CLOCK));
    settled = old ? read : null;
  }

  private Stamp stamp(Path path) throws IOException, CatalogException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new CatalogException(path + " is a directory; the path of a catalog file is needed");
    }
    if (attributes.size() > CatalogReader.LARGEST) {
      throw new CatalogException("the file " + path + " is larger than 64 MiB");
    }
    return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  private static byte[] sample() throws IOException {
    try (InputStream stream = CatalogFile.class.getResourceAsStream(SAMPLE)) {
      if (stream == null) {
        throw new IOException("the program was built without " + SAMPLE);
      }
      return stream.readAllBytes();
    }
  }

  private Content content(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      digest.update(
          ("\nrules " + CatalogReader.RULES + ' ' + source.filter())
              .getBytes(StandardCharsets.UTF_8));
      return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
