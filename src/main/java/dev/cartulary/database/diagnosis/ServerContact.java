package dev.cartulary.database.diagnosis;

import dev.cartulary.database.url.HostPort;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A connection of our own to what listens at a database's address, for its first bytes: a MySQL or
 * MariaDB server greets first (protocol version 10 in the fifth byte), a PostgreSQL server answers
 * an SSLRequest with one letter. No secret is sent over it, and nothing waits longer than a second.
 */
final class ServerContact implements Closeable {

  /** The length of MySQL's packet in three bytes, its number, and the protocol's version. */
  static final int MYSQL_HEADER = 5;

  static final int MYSQL_PROTOCOL = 10;

  private static final int TIMEOUT_MILLIS = 1000;
  private static final int SSL_REQUEST_LENGTH = 8;
  private static final int SSL_REQUEST_CODE = 80877103;

  private final Socket socket;

  private ServerContact(Socket socket) {
    this.socket = socket;
  }

  /** Connects; fails where nothing accepts that within a second. */
  static ServerContact with(HostPort server) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      return new ServerContact(socket);
    } catch (IOException unreachable) {
      socket.close();
      throw unreachable;
    }
  }

  Socket socket() {
    return socket;
  }

  /** The first five bytes that come without a request; empty where none do, as with PostgreSQL. */
  byte[] greeting() throws IOException {
    byte[] bytes;
    try {
      bytes = socket.getInputStream().readNBytes(MYSQL_HEADER);
    } catch (SocketTimeoutException silent) {
      return new byte[0];
    }
    if (bytes.length < MYSQL_HEADER) {
      throw new EOFException("ended before it said anything of use");
    }
    return bytes;
  }

  /** The first byte of the answer to PostgreSQL's SSLRequest; negative where none comes. */
  int requestTls() throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(SSL_REQUEST_LENGTH);
    out.writeInt(SSL_REQUEST_CODE);
    out.flush();
    return socket.getInputStream().read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
