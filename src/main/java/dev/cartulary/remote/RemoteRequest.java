package dev.cartulary.remote;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of a host.
 *
 * @param method in capitals
 * @param headers by their names; a bearer token of the {@link Access} comes on top
 * @param body empty where there is none
 */
public record RemoteRequest(String method, URI url, Map<String, String> headers, byte[] body) {

  public RemoteRequest {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /** A GET. */
  public static RemoteRequest get(URI url, String accept) {
    return new RemoteRequest("GET", url, Map.of("Accept", accept), new byte[0]);
  }

  /** The same with one more header. */
  public RemoteRequest with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new RemoteRequest(method, url, more, body);
  }

  /** The same at another URL. At another origin it goes without what only the first may see. */
  RemoteRequest at(URI other) {
    boolean sameOrigin =
        url.getScheme().equals(other.getScheme())
            && url.getHost().equalsIgnoreCase(other.getHost())
            && url.getPort() == other.getPort();
    Map<String, String> kept = new LinkedHashMap<>(headers);
    if (!sameOrigin) {
      kept.keySet()
          .removeIf(
              name -> name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie"));
    }
    return new RemoteRequest(method, other, kept, body);
  }
}
