package dev.cartulary.http.proxy;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An address or a range of addresses in CIDR notation (RFC 4632, RFC 4291): {@code 10.0.0.0/8},
 * {@code 2001:db8::/32}. An IPv4 address written as an IPv6 one ({@code ::ffff:10.0.0.1}) counts as
 * IPv4.
 */
public final class AddressRange {

  private static final List<AddressRange> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "::1",
              "fc00::/7",
              "fe80::/10")
          .flatMap(text -> parse(text).stream())
          .toList();

  private final byte[] address;
  private final int prefix;

  private AddressRange(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /** The range, or empty where the text is none. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return Optional.empty();
    }
    int bits = address.length * Byte.SIZE;
    if (slash < 0) {
      return Optional.of(new AddressRange(address, bits));
    }
    String length = text.substring(slash + 1);
    return Optional.of(length)
        .filter(digits -> digits.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .filter(prefix -> prefix <= bits)
        .map(prefix -> new AddressRange(address, prefix));
  }

  /** Whether every address of its kind is in it. */
  boolean holdsAll() {
    return prefix == 0;
  }

  /** Whether the address, in the form of {@link #bytes}, is in the range. */
  boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = prefix % Byte.SIZE;
    return rest == 0 || (address[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0;
  }

  /** The 4 or 16 bytes of a literal address; null for anything else. Names are never looked up. */
  public static byte @Nullable [] bytes(String literal) {
    int zone = literal.indexOf('%');
    byte[] bytes =
        NetUtil.createByteArrayFromIpAddressString(zone < 0 ? literal : literal.substring(0, zone));
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes).getAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }

  /** Whether an address is one that only a network of one's own uses (RFC 1918, 4193, 6598). */
  static boolean isPrivate(byte[] address) {
    return PRIVATE.stream().anyMatch(range -> range.contains(address));
  }

  /** The address as it is shown everywhere. */
  static String text(byte[] address) {
    try {
      return NetUtil.toAddressString(InetAddress.getByAddress(address));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }
}
