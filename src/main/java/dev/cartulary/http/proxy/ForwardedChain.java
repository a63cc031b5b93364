package dev.cartulary.http.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hops that proxies wrote into the headers of a request, the client's first. Every proxy adds
 * its own peer at the end, so only what stands behind the last untrusted address is true; what is
 * in front of it may have been sent by the client.
 */
final class ForwardedChain {

  private record Hop(byte @Nullable [] address, @Nullable String scheme) {}

  private final List<Hop> hops = new ArrayList<>();

  private ForwardedChain() {}

  /** Reads {@code Forwarded} (RFC 7239). */
  static ForwardedChain ofForwarded(List<String> lines) {
    ForwardedChain chain = new ForwardedChain();
    for (String line : lines) {
      String node = null;
      String scheme = null;
      ForwardedLine rest = new ForwardedLine(line);
      while (rest.next()) {
        if (rest.endsHop()) {
          chain.add(node, scheme);
          node = null;
          scheme = null;
        } else if (rest.name().equals("for")) {
          node = rest.value();
        } else if (rest.name().equals("proto")) {
          scheme = rest.value();
        }
      }
      chain.add(node, scheme);
    }
    return chain;
  }

  /**
   * Reads {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. Both are read from their ends:
   * what a proxy appended stands last, and what stands before it may have been sent by the client.
   * Where proxies set the scheme instead of appending to it, there are fewer schemes than
   * addresses.
   */
  static ForwardedChain ofXForwarded(List<String> addresses, List<String> schemes) {
    ForwardedChain chain = new ForwardedChain();
    List<String> nodes = items(addresses);
    List<String> protocols = items(schemes);
    int ahead = protocols.size() - Math.max(1, nodes.size());
    for (int i = 0; i < Math.max(1, nodes.size()); i++) {
      chain.add(
          nodes.isEmpty() ? null : nodes.get(i), i + ahead < 0 ? null : protocols.get(i + ahead));
    }
    return chain;
  }

  private static List<String> items(List<String> lines) {
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private void add(@Nullable String node, @Nullable String scheme) {
    if (node != null || scheme != null) { // else an empty element (RFC 9110, 5.6.1.2)
      hops.add(new Hop(node == null ? null : address(node), scheme));
    }
  }

  /** {@code [2001:db8::1]} and {@code 192.0.2.1}, both with or without a port, or {@code ::1}. */
  private static byte @Nullable [] address(String node) {
    int colon = node.indexOf(':');
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      boolean whole = end == node.length() - 1 || node.startsWith("]:", Math.max(0, end));
      return end > 0 && whole ? AddressRange.bytes(node.substring(1, end)) : null;
    }
    return AddressRange.bytes(
        colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node);
  }

  /**
   * The client: the last hop that is no trusted proxy. Where all are trusted, the first one; where
   * a proxy did not say an address, the last one before it that is known.
   *
   * @param peer the address of the connection, which is trusted
   */
  ClientConnection client(String peer, boolean secure, List<AddressRange> trusted) {
    String known = peer;
    boolean encrypted = secure;
    for (int i = hops.size() - 1; i >= 0; i--) {
      Hop hop = hops.get(i);
      if (hop.scheme() != null) {
        encrypted = hop.scheme().equalsIgnoreCase("https");
      }
      byte[] address = hop.address();
      if (address == null) {
        break;
      }
      known = AddressRange.text(address);
      if (trusted.stream().noneMatch(range -> range.contains(address))) {
        break;
      }
    }
    return new ClientConnection(known, encrypted);
  }
}
