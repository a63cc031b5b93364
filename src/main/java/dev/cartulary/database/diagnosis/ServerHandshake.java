package dev.cartulary.database.diagnosis;

import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * How a server presents itself when it is asked for TLS, seen in a handshake of our own that trusts
 * everybody, sends no secret and goes no further: PostgreSQL's SSLRequest, MySQL's SSL request
 * packet.
 *
 * @param offersTls whether it can encrypt; where not, the rest is empty
 * @param chain what it shows, its own certificate first
 * @param asksForClientCertificate whether it asked us for one; that it insists is not sure
 * @param acceptedIssuers the authorities it takes client certificates from; empty for any
 */
public record ServerHandshake(
    boolean offersTls,
    List<X509Certificate> chain,
    boolean asksForClientCertificate,
    Set<Principal> acceptedIssuers) {

  private static final int MYSQL_LARGEST_GREETING = 1024;

  /** Between the server's version and its abilities: connection id, 8 random bytes, a filler. */
  private static final int MYSQL_BEFORE_ABILITIES = 4 + 8 + 1;

  private static final int MYSQL_SSL = 0x800;
  private static final int MYSQL_LONG_PASSWORD_41_SECURE = 0x1 | 0x200 | 0x8000;
  private static final int MYSQL_REQUEST_LENGTH = 32;
  private static final int MYSQL_LARGEST_PACKET = 1 << 24;
  private static final byte MYSQL_UTF8 = 33;

  /** Empty where nothing answers, or not in this engine's protocol. */
  public static Optional<ServerHandshake> with(HostPort server, Engine engine) {
    try (ServerContact contact = ServerContact.with(server)) {
      boolean tls = engine == Engine.MYSQL ? mysqlOffers(contact) : postgresqlOffers(contact);
      return Optional.of(
          tls
              ? handshake(contact.socket(), server)
              : new ServerHandshake(false, List.of(), false, Set.of()));
    } catch (IOException | GeneralSecurityException silent) {
      return Optional.empty();
    }
  }

  private static boolean postgresqlOffers(ServerContact contact) throws IOException {
    int letter = contact.requestTls();
    if (letter != 'S' && letter != 'N') {
      throw new IOException("not an answer to an SSLRequest");
    }
    return letter == 'S';
  }

  private static boolean mysqlOffers(ServerContact contact) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(contact.greeting()).order(ByteOrder.LITTLE_ENDIAN);
    if (!header.hasRemaining()) {
      throw new IOException("no greeting");
    }
    int length = header.getInt() & 0xffffff; // three bytes of length, then the packet's number
    boolean greets = header.get() == ServerContact.MYSQL_PROTOCOL;
    if (!greets || length == 0 || length > MYSQL_LARGEST_GREETING) {
      throw new IOException("not a greeting");
    }
    byte[] rest = contact.socket().getInputStream().readNBytes(length - 1);
    if (!offersTls(ByteBuffer.wrap(rest).order(ByteOrder.LITTLE_ENDIAN))) {
      return false;
    }
    ByteBuffer request =
        ByteBuffer.allocate(4 + MYSQL_REQUEST_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    request.putInt(MYSQL_REQUEST_LENGTH | 1 << 24); // three bytes of length, then the number 1
    request.putInt(MYSQL_SSL | MYSQL_LONG_PASSWORD_41_SECURE);
    request.putInt(MYSQL_LARGEST_PACKET);
    request.put(MYSQL_UTF8);
    contact.socket().getOutputStream().write(request.array());
    contact.socket().getOutputStream().flush();
    return true;
  }

  /** Whether the greeting, behind the protocol's version, says that the server can encrypt. */
  private static boolean offersTls(ByteBuffer greeting) throws IOException {
    boolean version = true;
    while (version && greeting.hasRemaining()) {
      version = greeting.get() != 0; // it ends with a zero byte
    }
    if (greeting.remaining() < MYSQL_BEFORE_ABILITIES + 2) {
      throw new IOException("not a greeting");
    }
    greeting.position(greeting.position() + MYSQL_BEFORE_ABILITIES);
    return (greeting.getShort() & MYSQL_SSL) != 0;
  }

  private static ServerHandshake handshake(Socket socket, HostPort server)
      throws IOException, GeneralSecurityException {
    TlsWitness witness = new TlsWitness();
    KeyRequestWitness keys = new KeyRequestWitness();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys}, new TrustManager[] {witness}, new SecureRandom());
    try (SSLSocket tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, server.host(), server.port(), true)) {
      tls.startHandshake();
    } catch (IOException refused) {
      if (witness.chain().isEmpty()) {
        throw refused;
      }
    }
    return new ServerHandshake(
        true, witness.chain(), keys.asked(), new LinkedHashSet<>(keys.issuers()));
  }
}
