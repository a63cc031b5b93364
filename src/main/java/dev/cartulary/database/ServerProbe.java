package dev.cartulary.database;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;

/**
 * Finds out which product listens where a driver could not connect, from the first bytes of its
 * protocol: a MySQL or MariaDB server greets first (protocol version 10 in the fifth byte), a
 * PostgreSQL server answers an SSLRequest with one letter.
 */
final class ServerProbe {

  private static final int TIMEOUT_MILLIS = 1000;
  private static final int GREETING_LENGTH = 5;
  private static final int MYSQL_PROTOCOL = 10;
  private static final int MYSQL_ERROR_PACKET = 0xff;
  private static final int SSL_REQUEST_LENGTH = 8;
  private static final int SSL_REQUEST_CODE = 80877103;

  private ServerProbe() {}

  /** A sentence that names the wrong product behind the URL; empty where it is not a wrong one. */
  static Optional<String> explain(DatabaseSettings settings) {
    if (settings.hosts().isEmpty()) {
      return Optional.empty();
    }
    HostPort server = settings.hosts().get(0);
    return productAt(server)
        .filter(found -> found != settings.engine())
        .map(found ->
            "DATABASE_URL says "
                + settings.engine().displayName()
                + ", but a "
                + found.displayName()
                + " server answered at "
                + server
                + ": correct the scheme or the port in DATABASE_URL.");
  }

  private static Optional<Engine> productAt(HostPort server) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      Optional<Engine> greeting = greeting(socket.getInputStream());
      return greeting.isPresent() ? greeting : answer(socket);
    } catch (IOException unreachable) {
      return Optional.empty();
    }
  }

  private static Optional<Engine> greeting(InputStream in) throws IOException {
    try {
      byte[] bytes = in.readNBytes(GREETING_LENGTH);
      if (bytes.length == GREETING_LENGTH) {
        int version = bytes[GREETING_LENGTH - 1] & 0xff;
        if (version == MYSQL_PROTOCOL || version == MYSQL_ERROR_PACKET) {
          return Optional.of(Engine.MYSQL);
        }
      }
    } catch (SocketTimeoutException silent) {
      return Optional.empty(); // PostgreSQL waits for the client to speak first
    }
    return Optional.empty();
  }

  private static Optional<Engine> answer(Socket socket) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(SSL_REQUEST_LENGTH);
    out.writeInt(SSL_REQUEST_CODE);
    out.flush();
    int letter = socket.getInputStream().read();
    return letter == 'S' || letter == 'N' ? Optional.of(Engine.POSTGRESQL) : Optional.empty();
  }
}
