package dev.cartulary.limit;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who sent a request where proxies stand in between.
 *
 * <p>Quarkus's own way takes the first address of {@code X-Forwarded-For}. Proxies commonly append
 * to what the client sent, and then the client chooses it.
 */
@Singleton
public class TrustedProxies {

  private static final String KEY = ClientConnection.class.getName();

  private final List<AddressRange> trusted;
  private final boolean standard;

  TrustedProxies(Settings settings) {
    this.trusted = LimitSettings.resolve(settings).trustedProxies();
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
    if (trusted.isEmpty() || !isTrusted(peer)) {
      return new ClientConnection(peer, request.isSSL());
    }
    MultiMap headers = request.headers();
    ForwardedChain chain =
        standard
            ? ForwardedChain.ofForwarded(headers.getAll("Forwarded"))
            : ForwardedChain.ofXForwarded(
                headers.getAll("X-Forwarded-For"), headers.getAll("X-Forwarded-Proto"));
    return chain.client(peer, request.isSSL(), trusted);
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
