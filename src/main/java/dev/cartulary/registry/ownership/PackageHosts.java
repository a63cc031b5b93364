package dev.cartulary.registry.ownership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks package registries: within a time and a size, and following a few redirects. */
final class PackageHosts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 5 * 1024 * 1024;
  private static final int MOST_REDIRECTS = 4;
  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(10), 0);
  private static final String CLOSED =
      "only PUBLISH_PACKAGE_CHECK=listed asks such hosts, where its settings name them";

  /** What came back; the body is empty for HEAD. */
  record Reply(URI url, int status, Optional<String> challenge, String body) {

    JsonNode json() throws FetchFailed {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new FetchFailed(url + " does not answer with JSON", e);
      }
    }

    /** Something that passes; the publisher may try again. */
    boolean isTransient() {
      return status == 429 || status >= 500;
    }

    /** For what fits no other sentence. */
    FetchFailed unexpected() {
      return new FetchFailed(
          url + " answers " + status + (isTransient() ? ", which is likely transient" : ""));
    }
  }

  private final Set<String> privateHosts;
  private final RemoteClient open;
  private final RemoteClient listed;

  /**
   * Asks them.
   *
   * @param privateHosts hosts, with their ports where those are written, that may be at private
   *     addresses
   */
  PackageHosts(Set<String> privateHosts) {
    this.privateHosts = Set.copyOf(privateHosts);
    this.open = client(false);
    this.listed = client(true);
  }

  private static RemoteClient client(boolean privateAddresses) {
    return new RemoteClient(
        new Access(Optional.empty(), Optional.empty(), privateAddresses, false, CLOSED), LIMITS);
  }

  Reply get(URI url, String accept) throws FetchFailed {
    return send(RemoteRequest.get(url, accept));
  }

  Reply head(URI url) throws FetchFailed {
    return send(new RemoteRequest("HEAD", url, java.util.Map.of(), new byte[0]));
  }

  /** Each redirect is looked at as the first URL; a credential does not go to another host. */
  Reply send(RemoteRequest first) throws FetchFailed {
    RemoteRequest request = first;
    for (int followed = 0; ; followed++) {
      boolean known = privateHosts.contains(request.url().getRawAuthority());
      try (RemoteResponse response = (known ? listed : open).send(request)) {
        Optional<String> location =
            REDIRECTS.contains(response.status()) ? response.header("Location") : Optional.empty();
        if (location.isEmpty()) {
          String body = request.method().equals("HEAD") ? "" : response.text(LARGEST);
          return new Reply(
              request.url(), response.status(), response.header("WWW-Authenticate"), body);
        }
        if (followed == MOST_REDIRECTS) {
          throw new FetchFailed(first.url() + ": more than " + followed + " redirects");
        }
        URI next = resolved(request.url(), location.get());
        boolean sameHost = next.getRawAuthority().equals(request.url().getRawAuthority());
        request =
            new RemoteRequest(
                request.method(),
                next,
                sameHost ? request.headers() : java.util.Map.of("Accept", "*/*"),
                new byte[0]);
      }
    }
  }

  private static URI resolved(URI from, String location) throws FetchFailed {
    try {
      URI next = from.resolve(location);
      if (next.getRawAuthority() != null && next.getScheme().equals(from.getScheme())) {
        return next;
      }
    } catch (IllegalArgumentException e) {
      throw new FetchFailed(from + " redirects to what is no URL", e);
    }
    throw new FetchFailed(from + " redirects to where it may not be followed");
  }

  /** A segment of a path: everything but letters, digits and a few marks percent-encoded. */
  static String segment(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%40", "@");
  }
}
