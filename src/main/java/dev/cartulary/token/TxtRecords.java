package dev.cartulary.token;

import dev.cartulary.config.TextFile;
import dev.cartulary.remote.FetchFailed;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Looks up TXT records, by UDP and, where an answer does not fit, by TCP (RFC 1035, RFC 7766).
 * Java's own way, JNDI, does not work here: Quarkus switches it off.
 */
final class TxtRecords {

  private static final Path SYSTEM = Path.of("/etc/resolv.conf");
  private static final Pattern NAMESERVER =
      Pattern.compile("(?m)^\\s*nameserver\\s+([0-9A-Fa-f.:]+(?:%\\S+)?)\\s*$");
  private static final int PORT = 53;
  private static final int MOST_SERVERS = 3;
  private static final int TRIES = 2;
  private static final int LIMIT_MILLIS = 1500;

  private final Optional<InetSocketAddress> server;

  /**
   * A way to look up.
   *
   * @param server to ask; empty for those of the system
   */
  TxtRecords(Optional<InetSocketAddress> server) {
    this.server = server;
  }

  /**
   * The texts of a domain's TXT records; none where it has none or does not exist.
   *
   * @throws FetchFailed where no server gives an answer
   */
  List<String> of(String domain) throws FetchFailed {
    FetchFailed failure = null;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      for (InetSocketAddress asked : servers()) {
        try {
          return ask(asked, domain);
        } catch (FetchFailed e) {
          failure = e;
        }
      }
    }
    throw failure == null ? new FetchFailed(SYSTEM + " names no DNS server") : failure;
  }

  private List<InetSocketAddress> servers() {
    if (server.isPresent()) {
      return List.of(server.get());
    }
    String text = TextFile.read(SYSTEM).text();
    return text == null
        ? List.of()
        : NAMESERVER
            .matcher(text)
            .results()
            .map((MatchResult line) -> new InetSocketAddress(line.group(1), PORT))
            .limit(MOST_SERVERS)
            .toList();
  }

  private static List<String> ask(InetSocketAddress server, String domain) throws FetchFailed {
    DnsQuery query = new DnsQuery(new SecureRandom().nextInt(1 << 16), domain);
    try {
      ByteBuffer answer = byDatagram(server, query);
      return query.texts(DnsQuery.isTruncated(answer) ? byStream(server, query) : answer);
    } catch (IOException e) {
      throw new FetchFailed(
          "DNS server "
              + server
              + ", asked for the TXT records of "
              + domain
              + ": "
              + (e instanceof SocketTimeoutException ? "no answer in time" : e.getMessage()),
          e);
    }
  }

  /** Connected, so that only the server's own datagrams arrive. */
  private static ByteBuffer byDatagram(InetSocketAddress server, DnsQuery query)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      socket.setSoTimeout(LIMIT_MILLIS);
      byte[] asked = query.bytes();
      socket.send(new DatagramPacket(asked, asked.length));
      byte[] buffer = new byte[DnsQuery.LARGEST_DATAGRAM];
      long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
      while (System.nanoTime() < end) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        ByteBuffer answer = ByteBuffer.wrap(buffer, 0, packet.getLength()).slice();
        if (query.isAnsweredBy(answer)) {
          return answer;
        }
      }
      throw new SocketTimeoutException();
    }
  }

  private static ByteBuffer byStream(InetSocketAddress server, DnsQuery query) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server, LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      byte[] asked = query.bytes();
      ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + asked.length);
      socket.getOutputStream().write(framed.putShort((short) asked.length).put(asked).array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] bytes = new byte[in.readUnsignedShort()];
      in.readFully(bytes);
      ByteBuffer answer = ByteBuffer.wrap(bytes);
      if (!query.isAnsweredBy(answer)) {
        throw new IOException("it answers another question");
      }
      return answer;
    }
  }
}
