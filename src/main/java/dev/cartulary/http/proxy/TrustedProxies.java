package dev.cartulary.http.proxy;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request where proxies stand in between.
 *
 * <p>Quarkus's own way takes the first address of {@code X-Forwarded-For}. Proxies commonly append
 * to what the client sent, and then the client chooses it.
 */
@Singleton
public class TrustedProxies {

  /** Of the headers about the way of a request, in characters; a proxy writes some 50. */
  public static final int MOST_FORWARDED = 2048;

  private static final String FORWARDED = "Forwarded";
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final Logger LOG = Logger.getLogger(TrustedProxies.class);
  private static final String KEY = ClientConnection.class.getName();

  private final List<AddressRange> trusted;
  private final boolean standard;
  private final AtomicBoolean noticed = new AtomicBoolean();

  TrustedProxies(Settings settings) {
    this.trusted = ProxySettings.resolve(settings).trusted();
    this.standard =
        settings.choice(Setting.FORWARDED_HEADERS).filter("forwarded"::equals).isPresent();
  }

  /**
   * The client of the request. Headers count only where the connection comes from a trusted proxy.
   */
  public ClientConnection client(RoutingContext context) {
    ClientConnection known = context.get(KEY);
    if (known == null) {
      known = find(context.request());
      context.put(KEY, known);
    }
    return known;
  }

  private ClientConnection find(HttpServerRequest request) {
    String peer = addressOf(request.remoteAddress());
    if (!isTrusted(peer)) {
      notice(peer, request);
      return new ClientConnection(peer, request.isSSL());
    }
    MultiMap headers = request.headers();
    if (isExcessive(headers)) { // which is refused later, where an answer can be given
      return new ClientConnection(peer, request.isSSL());
    }
    ForwardedChain chain =
        standard
            ? ForwardedChain.ofForwarded(headers.getAll(FORWARDED))
            : ForwardedChain.ofXForwarded(headers.getAll(FOR), headers.getAll(PROTO));
    return chain.client(peer, request.isSSL(), trusted);
  }

  /** Whether a trusted proxy passes on more about the way of the request than is read. */
  public boolean saysTooMuch(HttpServerRequest request) {
    return isTrusted(addressOf(request.remoteAddress())) && isExcessive(request.headers());
  }

  private boolean isExcessive(MultiMap headers) {
    return (standard ? Stream.of(FORWARDED) : Stream.of(FOR, PROTO))
            .flatMap(name -> headers.getAll(name).stream())
            .mapToInt(String::length)
            .sum()
        > MOST_FORWARDED;
  }

  /** Warns once of a proxy that TRUSTED_PROXIES does not name. */
  private void notice(String peer, HttpServerRequest request) {
    byte[] address = AddressRange.bytes(peer);
    if (address != null
        && (request.headers().contains(FOR) || request.headers().contains(FORWARDED))
        && AddressRange.isPrivate(address)
        && noticed.compareAndSet(false, true)) {
      LOG.warnf(
          "Requests from %s say for whom they were forwarded, and TRUSTED_PROXIES does not name"
              + " that address: all clients behind it count as one, for rate limits, wrong"
              + " passwords and the audit log. Where it is your proxy, name it (docs/limits.md).",
          peer);
    }
  }

  private static String addressOf(@Nullable SocketAddress peer) {
    byte[] bytes =
        peer == null || peer.hostAddress() == null ? null : AddressRange.bytes(peer.hostAddress());
    return bytes == null ? "" : AddressRange.text(bytes);
  }

  private boolean isTrusted(String peer) {
    byte[] address = AddressRange.bytes(peer);
    return address != null && trusted.stream().anyMatch(range -> range.contains(address));
  }
}
