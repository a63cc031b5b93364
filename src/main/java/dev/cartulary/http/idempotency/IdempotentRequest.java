package dev.cartulary.http.idempotency;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A request with a key, as it is recognised when it comes again.
 *
 * <p>Neither text tells the key, and the fingerprint begins with it: where the key is random, as it
 * should be, nobody who reads the database can find out by trying which values were sent.
 *
 * @param id SHA-256 of the scope and the key, in hexadecimal digits
 * @param scope whose key it is
 * @param fingerprint SHA-256 of the key and of all that the request asks for
 */
record IdempotentRequest(String id, String scope, String fingerprint) {

  static IdempotentRequest of(
      String scope, IdempotencyKey key, HttpServerRequest request, byte[] body) {
    return new IdempotentRequest(
        digest("key", scope, key.text()),
        scope,
        digest(
            "request",
            key.text(),
            request.method().name(),
            request.path(),
            Objects.requireNonNullElse(request.query(), ""),
            header(request, HttpHeaders.IF_MATCH),
            header(request, HttpHeaders.IF_NONE_MATCH),
            header(request, HttpHeaders.CONTENT_TYPE),
            body));
  }

  private static String header(HttpServerRequest request, String name) {
    return String.join(", ", request.headers().getAll(name));
  }

  /** Each part with its length in front, so that no two lists of parts run into the same bytes. */
  private static String digest(Object... parts) {
    MessageDigest sha256 = sha256();
    for (Object part : parts) {
      byte[] bytes =
          part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
