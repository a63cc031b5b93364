package dev.cartulary.remote;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A host with the addresses that were found for it and may be reached. Connections are opened to
 * these, so that a name which leads somewhere else a moment later opens no other door.
 */
public record RemoteHost(String name, int port, List<InetAddress> addresses) {

  private static final int MOST_TRIED = 4;

  public RemoteHost {
    addresses = List.copyOf(addresses);
  }

  static RemoteHost of(URI url, Access access) throws FetchFailed {
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    return of(url.getHost(), port, access.privateAddresses(), access.closed());
  }

  /**
   * Looks up a host.
   *
   * @param privateAddresses whether addresses that are not public will do
   * @param closed for a message: why those may not be reached, {@code allowPrivateNetwork is not
   *     true}
   * @throws FetchFailed where it has no address, or one that may not be reached
   */
  public static RemoteHost of(String name, int port, boolean privateAddresses, String closed)
      throws FetchFailed {
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      throw new FetchFailed(name + ": no address is known for it", e);
    }
    for (InetAddress address : found) {
      if (!privateAddresses && !PublicAddress.isPublic(address)) {
        throw new FetchFailed(
            name
                + " is at "
                + address.getHostAddress()
                + ", which is not a public address, and "
                + closed);
      }
    }
    List<InetAddress> tried = List.of(found).subList(0, Math.min(MOST_TRIED, found.length));
    return new RemoteHost(name.replaceAll("^\\[|]$", ""), port, tried);
  }
}
