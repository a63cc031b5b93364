package dev.cartulary.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Which URLs may be fetched. */
public final class RemoteUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private RemoteUrl() {}

  /**
   * What is wrong with a URL as a clause; empty where it may be fetched. Whoever can change the
   * answer of a provider can make tokens, so it must be https, save on this machine.
   */
  public static Optional<String> problem(String text, boolean insecure) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("it is not a URL");
    }
    String scheme = String.valueOf(url.getScheme());
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("it is not a URL that starts with https:// and a host");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Optional.of("it has a user or a fragment (#), which is not allowed here");
    }
    return scheme.equals("https") || insecure || LOOPBACK.contains(url.getHost())
        ? Optional.empty()
        : Optional.of("it is not https, so an attacker in the network can forge its answers");
  }
}
