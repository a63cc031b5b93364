package dev.cartulary.remote;

import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches small documents while somebody waits: within five seconds, up to a size, without
 * following redirects.
 */
public final class RemoteFetch {

  /** What came back. */
  public record Answer(int status, String body) {}

  private final Access access;
  private final int bodyLimit;
  private final RemoteClient client;

  /**
   * A way to fetch.
   *
   * @param bodyLimit the most bytes of an answer
   */
  public RemoteFetch(Access access, int bodyLimit) {
    this.access = access;
    this.bodyLimit = bodyLimit;
    this.client = new RemoteClient(access, Limits.SHORT);
  }

  /** Gets a document, with the access's bearer token where it has one. */
  public Answer get(URI url, String accept) throws FetchFailed {
    return send(RemoteRequest.get(url, accept));
  }

  /** Posts a form, with the given authorization and not the access's token. */
  public Answer post(URI url, String form, String authorization) throws FetchFailed {
    return send(
        new RemoteRequest(
            "POST",
            url,
            Map.of(
                "Accept",
                "application/json",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                authorization),
            form.getBytes(StandardCharsets.UTF_8)));
  }

  private Answer send(RemoteRequest request) throws FetchFailed {
    try (RemoteResponse response = client.send(request)) {
      return new Answer(response.status(), response.text(bodyLimit));
    }
  }

  /** The content of the access's file; read again each time, because it is replaced in time. */
  public Optional<Secret> bearer() throws FetchFailed {
    return access.bearerFile().isPresent()
        ? Optional.of(secret(access.bearerFile().get()))
        : Optional.empty();
  }

  /** A secret of one line from a file. */
  public static Secret secret(Path path) throws FetchFailed {
    TextFile file = TextFile.read(path);
    String text = file.text() == null ? "" : file.text().strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      throw new FetchFailed(
          path + ": " + (file.text() == null ? file.problem() : "it does not hold one line"));
    }
    return new Secret(text);
  }
}
