package dev.cartulary.http.connection;

import dev.cartulary.http.FilterStep;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections on which requests came, so that an orderly stop can close them between two
 * requests. Quarkus closes them all once no request happens to run, which under load cuts those
 * that just begin.
 */
@Singleton
class OpenConnections {

  /** A client with more to send does so sooner than this. */
  private static final Duration QUIET = Duration.ofMillis(500);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final String COUNTED = "cartulary.counted";
  private static final AttributeKey<Open> OPEN = AttributeKey.valueOf("cartulary.open");

  private final Set<Open> connections = ConcurrentHashMap.newKeySet();

  /** What accepts connections; known since the first one. */
  private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();

  private volatile boolean stopping;

  /** A connection, how many requests run on it, and since when none does. */
  private static final class Open {
    private final HttpConnection connection;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long quietSince = System.nanoTime();

    Open(HttpConnection connection) {
      this.connection = connection;
    }

    void requestEnded(boolean saidClose) {
      quietSince = System.nanoTime();
      if (requests.decrementAndGet() == 0 && saidClose) {
        connection.close(); // after what is written, which is sent first
      }
    }

    boolean isQuiet() {
      return requests.get() == 0 && System.nanoTime() - quietSince > QUIET.toNanos();
    }
  }

  void register(@Observes Filters filters) {
    FilterStep.OPEN_CONNECTIONS.register(filters, this::count);
  }

  private void count(RoutingContext context) {
    HttpVersion version = context.request().version();
    if (version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0) {
      context.addHeadersEndHandler(end -> {
        if (stopping) {
          context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
      });
    }
    if (context.get(COUNTED) == null) { // else it was led to another path
      context.put(COUNTED, true);
      Open open = open(context.request().connection());
      open.requests.incrementAndGet();
      context.addEndHandler(end -> open.requestEnded(saidClose(context)));
    }
    context.next();
  }

  /** An answer whose head was sent before the stop began promised that the connection stays. */
  private boolean saidClose(RoutingContext context) {
    return stopping
        && "close".equalsIgnoreCase(context.response().headers().get(HttpHeaders.CONNECTION));
  }

  private Open open(HttpConnection connection) {
    Channel channel = ((ConnectionBase) connection).channel();
    Open known = channel.attr(OPEN).get();
    if (known != null) {
      return known;
    }
    Open open = new Open(connection);
    channel.attr(OPEN).set(open);
    connections.add(open);
    channel.closeFuture().addListener(closed -> connections.remove(open));
    if (channel.parent() != null) {
      listeners.add(channel.parent());
    }
    return open;
  }

  /** From now on every answer says that its connection ends with it, and it does. */
  void announceStop() {
    stopping = true;
  }

  /**
   * Takes no new connections, and closes the open ones once they are idle.
   *
   * @param limit how long running requests may take
   * @return how many requests had not ended then
   */
  int drain(Duration limit) throws InterruptedException {
    stopping = true;
    for (Channel listener : listeners) {
      listener.close().await(BETWEEN_LOOKS.toMillis());
    }
    long end = System.nanoTime() + limit.toNanos();
    while (!connections.isEmpty() && System.nanoTime() < end) {
      for (Open open : connections) {
        if (open.isQuiet()) {
          open.connection.close();
        }
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    return connections.stream().mapToInt(open -> open.requests.get()).sum();
  }
}
