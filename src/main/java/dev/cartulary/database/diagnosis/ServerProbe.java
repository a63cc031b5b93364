package dev.cartulary.database.diagnosis;

import dev.cartulary.database.settings.DatabaseOrigin;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what listens where a driver could not connect, from its first bytes. What is no
 * database server, such as ssh or a web server, mostly speaks text.
 */
final class ServerProbe {

  private static final int LONGEST_QUOTE = 60;
  private static final int MYSQL_ERROR_PACKET = 0xff;

  /**
   * What answered.
   *
   * @param engine null where it is none of ours
   * @param said its first line, where that is text
   */
  private record Seen(@Nullable Engine engine, String said) {}

  private ServerProbe() {}

  /** A sentence that names what is wrong behind the settings; empty where that is not known. */
  static Optional<String> explain(DatabaseSettings settings) {
    if (settings.hosts().isEmpty()) {
      return Optional.empty();
    }
    HostPort server = settings.hosts().get(0);
    return at(server)
        .filter(seen -> seen.engine() != settings.engine())
        .map(seen -> sentence(settings, server, seen));
  }

  private static String sentence(DatabaseSettings settings, HostPort server, Seen seen) {
    DatabaseOrigin origin = DatabaseOrigin.of(settings);
    String claim = origin.engine() + " says " + settings.engine().displayName() + ", but ";
    if (seen.engine() != null) {
      return claim
          + "a "
          + seen.engine().displayName()
          + " server answered at "
          + server
          + ": correct "
          + origin.engineOrPort()
          + ".";
    }
    return claim
        + "what answered at "
        + server
        + " is no database server"
        + (seen.said().isEmpty() ? "" : ", for it said \"" + seen.said() + '"')
        + ": correct "
        + origin.hostAndPort()
        + ".";
  }

  private static Optional<Seen> at(HostPort server) {
    try (ServerContact contact = ServerContact.with(server)) {
      byte[] greeting = contact.greeting();
      return greeting.length > 0
          ? Optional.of(greeted(greeting, contact.socket()))
          : answer(contact.requestTls(), contact.socket());
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  private static Seen greeted(byte[] header, Socket socket) {
    int version = header[ServerContact.MYSQL_HEADER - 1] & 0xff;
    return version == ServerContact.MYSQL_PROTOCOL || version == MYSQL_ERROR_PACKET
        ? new Seen(Engine.MYSQL, "")
        : new Seen(null, text(header, socket));
  }

  private static Optional<Seen> answer(int letter, Socket socket) {
    if (letter < 0) {
      return Optional.empty();
    }
    return Optional.of(
        letter == 'S' || letter == 'N' || letter == 'E'
            ? new Seen(Engine.POSTGRESQL, "")
            : new Seen(null, text(new byte[] {(byte) letter}, socket)));
  }

  /** The first line of all that came, where it is text. */
  private static String text(byte[] begun, Socket socket) {
    byte[] line = Arrays.copyOf(begun, LONGEST_QUOTE);
    int length = begun.length;
    try {
      length += Math.max(0, socket.getInputStream().read(line, length, LONGEST_QUOTE - length));
    } catch (IOException noMore) {
      // What there is will do.
    }
    String text = new String(line, 0, length, StandardCharsets.US_ASCII);
    String first = text.lines().findFirst().orElse("").strip();
    boolean readable = first.length() >= 3 && first.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    return readable ? first : "";
  }
}
