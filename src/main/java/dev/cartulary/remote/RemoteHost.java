package dev.cartulary.remote;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A host with the addresses that were found for it and may be reached. Connections are opened to
 * these, so that a name which leads somewhere else a moment later opens no other door.
 */
record RemoteHost(String name, int port, List<InetAddress> addresses) {

  private static final int MOST_TRIED = 4;

  static RemoteHost of(URI url, Access access) throws FetchFailed {
    String name = url.getHost();
    InetAddress[] found;
    try {
      found = InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      throw new FetchFailed(name + ": no address is known for it", e);
    }
    if (!access.privateAddresses()) {
      for (InetAddress address : found) {
        if (!PublicAddress.isPublic(address)) {
          throw new FetchFailed(
              name
                  + " is at "
                  + address.getHostAddress()
                  + ", which is not a public address, and "
                  + access.permission()
                  + " is not true");
        }
      }
    }
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    List<InetAddress> tried = List.of(found).subList(0, Math.min(MOST_TRIED, found.length));
    return new RemoteHost(name.replaceAll("^\\[|]$", ""), port, tried);
  }
}
