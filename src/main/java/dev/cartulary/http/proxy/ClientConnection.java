package dev.cartulary.http.proxy;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who is at the other end, as far as the connection and trusted proxies tell.
 *
 * @param address the client's address; empty where the connection has none
 * @param secure whether the client's connection is encrypted by TLS, here or at a trusted proxy
 */
public record ClientConnection(String address, boolean secure) {

  private static final int NETWORK_BYTES = 8;

  /**
   * What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, since a
   * single host has all of the addresses in it.
   */
  public String network() {
    if (address.indexOf(':') < 0) {
      return address;
    }
    byte[] bytes = AddressRange.bytes(address);
    return bytes == null || bytes.length <= NETWORK_BYTES
        ? address
        : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
  }
}
