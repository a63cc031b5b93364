package dev.cartulary.database.diagnosis;

import dev.cartulary.database.settings.DatabaseOrigin;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what listens where a driver could not connect, from the first bytes of its protocol: a
 * MySQL or MariaDB server greets first (protocol version 10 in the fifth byte), a PostgreSQL server
 * answers an SSLRequest with one letter. Others, such as ssh or a web server, mostly speak text.
 */
final class ServerProbe {

  private static final int TIMEOUT_MILLIS = 1000;
  private static final int HEADER_LENGTH = 5;
  private static final int LONGEST_QUOTE = 60;
  private static final int MYSQL_PROTOCOL = 10;
  private static final int MYSQL_ERROR_PACKET = 0xff;
  private static final int SSL_REQUEST_LENGTH = 8;
  private static final int SSL_REQUEST_CODE = 80877103;

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
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] greeting = greeting(socket.getInputStream());
      return greeting.length > 0 ? Optional.of(greeted(greeting, socket)) : answer(socket);
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  /** The first bytes that come unasked; empty where none do. */
  private static byte[] greeting(InputStream in) throws IOException {
    byte[] bytes;
    try {
      bytes = in.readNBytes(HEADER_LENGTH);
    } catch (SocketTimeoutException silent) {
      return new byte[0]; // PostgreSQL waits for the client to speak first
    }
    if (bytes.length < HEADER_LENGTH) {
      throw new EOFException("ended before it said anything of use");
    }
    return bytes;
  }

  private static Seen greeted(byte[] header, Socket socket) {
    int version = header[HEADER_LENGTH - 1] & 0xff;
    return version == MYSQL_PROTOCOL || version == MYSQL_ERROR_PACKET
        ? new Seen(Engine.MYSQL, "")
        : new Seen(null, text(header, socket));
  }

  private static Optional<Seen> answer(Socket socket) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(SSL_REQUEST_LENGTH);
    out.writeInt(SSL_REQUEST_CODE);
    out.flush();
    int letter = socket.getInputStream().read();
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
