package dev.cartulary.http.status;

import io.quarkus.arc.Unremovable;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The API's description as it was written when the program was built. Quarkus's own service would
 * read it into a model and write it again at every start, a third of the start's processor time.
 */
@Singleton
@Unremovable
@Alternative
@Priority(1)
class OpenApiDocument extends OpenApiDocumentService {

  private final Map<Format, byte[]> documents = new ConcurrentHashMap<>();

  OpenApiDocument() {
    letServiceFindNone();
  }

  /**
   * Sets where the service looks for the document that it would prepare. In the executable every
   * class loader finds all resources, so it does not suffice that this one has none.
   */
  private static void letServiceFindNone() {
    OpenApiConstants.classLoader =
        new ClassLoader(null) {
          @Override
          public @Nullable InputStream getResourceAsStream(String name) {
            return null;
          }
        };
  }

  @Override
  public byte[] getDocument(String name, Format format) {
    return documents.computeIfAbsent(format, OpenApiDocument::read);
  }

  private static byte[] read(Format format) {
    String resource = OpenApiConstants.BASE_NAME + "." + format;
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    try (InputStream in = Objects.requireNonNull(classes.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
