package dev.cartulary.database.url;

/**
 * One server.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

  /** As in a URL: {@code db.example:5432}, {@code [::1]:5432}. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
