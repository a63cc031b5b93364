package dev.cartulary.http.limit;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** How large the body of a request may be (docs/limits.md), and what it says of itself. */
@Singleton
class BodySizes {

  /** Of a body without a credential: a login, a domain's proof. */
  static final int OPEN = 8 << 10;

  /** Of any other body outside the metadata API. */
  static final int SMALL = 64 << 10;

  /** Of an entry's document, as in the official registry. */
  static final int DOCUMENT = 1 << 20;

  private static final Pattern DOCUMENTS =
      Pattern.compile("(?:/registry/[^/]+)?/v0\\.1/(?:publish|validate|servers/.+)|/v1/entries");

  private final int metadata;
  private final BodyMemory memory;

  BodySizes(Settings settings) {
    this.metadata = settings.bytes(Setting.MAX_BODY_SIZE);
    this.memory =
        settings.get(Setting.MAX_BODY_MEMORY).isPresent()
            ? new BodyMemory(settings.bytes(Setting.MAX_BODY_MEMORY))
            : BodyMemory.ofHeap();
  }

  BodyMemory memory() {
    return memory;
  }

  /** The most bytes of a body to the path. */
  long most(String path) {
    if (path.startsWith("/v1/metadata/")) {
      return Math.min(metadata, memory.most());
    }
    if (DOCUMENTS.matcher(path).matches()) {
      return Math.min(DOCUMENT, memory.most());
    }
    return path.startsWith("/v1/") && !path.startsWith("/v1/auth/") ? SMALL : OPEN;
  }

  ProblemException tooLarge(String path) {
    long most = most(path);
    return new ProblemException(
        ProblemType.PAYLOAD_TOO_LARGE,
        "The body has more than "
            + most
            + " bytes."
            + (most == memory.most()
                ? " The memory of this process allows no more; MAX_BODY_MEMORY does."
                : ""));
  }

  /** The declared length; 0 where none is, or no number, which the HTTP server refuses itself. */
  static long declared(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException noLength) {
      return 0;
    }
  }

  static boolean hasBody(HttpServerRequest request) {
    return declared(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }
}
