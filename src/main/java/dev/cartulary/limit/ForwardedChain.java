package dev.cartulary.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hops that proxies wrote into the headers of a request, the client's first. Every proxy adds
 * its own peer at the end, so only what stands behind the last untrusted address is true; what is
 * in front of it may have been sent by the client.
 */
final class ForwardedChain {

  private record Hop(byte @Nullable [] address, @Nullable String scheme) {}

  /** A pair of RFC 7239, 4; the separators around it are read by the caller. */
  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\";,\\s]*))|(,)");

  /** {@code [2001:db8::1]} and {@code 192.0.2.1}, both with or without a port, or {@code ::1}. */
  private static final Pattern NODE =
      Pattern.compile("\\[([^\\]]*)\\](?::[^:]*)?|([^:\\[\\]]*):[^:]*|([^\\[\\]]*)");

  private final List<Hop> hops = new ArrayList<>();

  private ForwardedChain() {}

  /** Reads {@code Forwarded} (RFC 7239). */
  static ForwardedChain ofForwarded(List<String> lines) {
    ForwardedChain chain = new ForwardedChain();
    for (String line : lines) {
      String node = null;
      String scheme = null;
      Matcher pair = PAIR.matcher(line);
      while (pair.find()) {
        if (pair.group(4) != null) {
          chain.add(node, scheme);
          node = null;
          scheme = null;
          continue;
        }
        String value = pair.group(2) == null ? pair.group(3) : pair.group(2);
        switch (pair.group(1).toLowerCase(Locale.ROOT)) {
          case "for" -> node = value;
          case "proto" -> scheme = value;
          default -> {}
        }
      }
      chain.add(node, scheme);
    }
    return chain;
  }

  /** Reads {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
  static ForwardedChain ofXForwarded(List<String> addresses, List<String> schemes) {
    ForwardedChain chain = new ForwardedChain();
    // Proxies set the scheme more often than they append to it: the first one is the client's.
    String scheme = schemes.isEmpty() ? null : schemes.get(0).split(",", 2)[0].strip();
    for (String line : addresses) {
      for (String node : line.split(",", -1)) {
        if (!node.isBlank()) {
          chain.add(node.strip(), scheme);
        }
      }
    }
    if (chain.hops.isEmpty()) {
      chain.add(null, scheme);
    }
    return chain;
  }

  private void add(@Nullable String node, @Nullable String scheme) {
    if (node != null || scheme != null) { // else an empty element (RFC 9110, 5.6.1.2)
      hops.add(new Hop(node == null ? null : address(node), scheme));
    }
  }

  private static byte @Nullable [] address(String node) {
    Matcher matcher = NODE.matcher(node);
    for (int group = 1; matcher.matches() && group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return AddressRange.bytes(matcher.group(group));
      }
    }
    return null;
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
