package dev.cartulary.remote;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Tells public addresses from those that only a network like the server's own can reach, so that
 * nobody makes the server ask there (RFC 6890).
 */
public final class PublicAddress {

  private PublicAddress() {}

  public static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? isPublic(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff)
        : address instanceof Inet6Address && isPublicSix(bytes);
  }

  private static boolean isPublic(int first, int second, int third) {
    boolean shared = first == 100 && second >= 64 && second <= 127;
    boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean benchmark = first == 198 && (second == 18 || second == 19);
    boolean examples =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return first != 0 && first < 240 && !shared && !protocols && !benchmark && !examples;
  }

  /** Global unicast is 2000::/3; within it 2002::/16 and 2001::/32 carry any IPv4 address. */
  private static boolean isPublicSix(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    boolean global = (first & 0xe000) == 0x2000;
    boolean tunnel = first == 0x2002 || (first == 0x2001 && second == 0);
    boolean example = first == 0x2001 && second == 0x0db8;
    return global && !tunnel && !example;
  }
}
