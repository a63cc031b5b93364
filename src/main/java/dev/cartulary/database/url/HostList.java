package dev.cartulary.database.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the hosts of a URL: names and addresses, ports, several with commas. */
public final class HostList {
  // Strict, because the text goes into a JDBC URL: nothing in it may start a parameter there.
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_.])?");
  // Two colons at least, or db:5432 would be one.
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private HostList() {}

  /**
   * What is wrong with a host list; the value is not repeated, it may hold a misplaced password.
   */
  record Problem(String problem, String fix) {}

  /** The hosts; every problem goes to the consumer, and the list is then incomplete. */
  static List<HostPort> parse(String text, int defaultPort, Consumer<Problem> problems) {
    List<HostPort> hosts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      boolean bracketed = part.startsWith("[") && part.indexOf(']') > 0;
      int colon = part.indexOf(':', bracketed ? part.indexOf(']') : 0);
      String host = colon < 0 ? part : part.substring(0, colon);
      Optional<Integer> port =
          colon < 0 ? Optional.of(defaultPort) : port(part.substring(colon + 1));
      if (host.isEmpty()) {
        problems.accept(new Problem("a host is missing", "Name the server, for example localhost"));
      } else if (isSocket(host)) {
        problems.accept(new Problem(UrlForm.SOCKET.problem(), UrlForm.SOCKET.fix()));
      } else if (!isHost(host, bracketed)) {
        problems.accept(
            new Problem(
                "a host is not a name or an address",
                "Use letters, digits, dots and dashes, and [ ] around an IPv6 address"));
      } else if (port.isEmpty()) {
        problems.accept(
            new Problem(
                "what stands after a host's colon is not a port from 1 to 65535",
                "Correct the port, or leave it out for " + defaultPort));
      } else {
        hosts.add(
            new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port.get()));
      }
    }
    return List.copyOf(hosts);
  }

  /** One host of the block form, where an IPv6 address may stand without brackets. */
  public static boolean isPlainHost(String host) {
    return NAME.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  /** Whether it is the path of a Unix socket, as it is or percent-encoded. */
  public static boolean isSocket(String host) {
    return host.startsWith("/") || host.regionMatches(true, 0, "%2F", 0, 3);
  }

  private static boolean isHost(String host, boolean bracketed) {
    return bracketed
        ? host.endsWith("]") && IPV6.matcher(host.substring(1, host.length() - 1)).matches()
        : NAME.matcher(host).matches();
  }

  private static Optional<Integer> port(String text) {
    if (!PORT.matcher(text).matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
  }
}
