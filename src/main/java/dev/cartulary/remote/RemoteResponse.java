package dev.cartulary.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came back, its body unread. To be closed: that ends the connection. */
public final class RemoteResponse implements AutoCloseable {

  private final URI url;
  private final int status;
  private final Map<String, String> headers;
  private final ReceivedBody body;

  RemoteResponse(URI url, int status, Map<String, String> headers, ReceivedBody body) {
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A header, by its name in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All headers, the names in lower case. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /**
   * The body as it arrives. Reading fails where the time is over, or more bytes come than the limit
   * allows.
   *
   * @param limit the most bytes
   */
  public InputStream body(long limit) {
    return body.limitedTo(limit);
  }

  /** All of the body. */
  public byte[] bytes(int limit) throws FetchFailed {
    try {
      return body(limit).readAllBytes();
    } catch (IOException e) {
      throw new FetchFailed(url + ": " + e.getMessage(), e);
    }
  }

  /** All of the body as text in UTF-8. */
  public String text(int limit) throws FetchFailed {
    return new String(bytes(limit), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    body.close();
  }
}
