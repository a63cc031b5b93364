package dev.cartulary.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteClientTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(5), Duration.ofMillis(700), Duration.ofSeconds(30), 3);
  private static final byte[] PIECE = new byte[64 * 1024];

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        }));
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String host = exchange.getRequestHeaders().getFirst("Host");
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    seen.add(host.replaceAll(":.*", "") + path + " " + authorization);
    if (path.startsWith("/to?")) {
      exchange.getResponseHeaders().add("Location", path.substring("/to?".length()));
      exchange.sendResponseHeaders(302, -1);
    } else if (path.equals("/endless")) {
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; i < 1000; i++) {
        exchange.getResponseBody().write(PIECE);
      }
    } else if (path.equals("/half")) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      return; // and says no more
    } else {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(path.getBytes(StandardCharsets.UTF_8));
    }
    exchange.close();
  }

  private URI url(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private static RemoteClient client(boolean privateAddresses) {
    return new RemoteClient(
        new Access(
            Optional.empty(), Optional.empty(), privateAddresses, true, "the setting is not true"),
        LIMITS);
  }

  private static String text(RemoteClient client, URI url) throws FetchFailed {
    try (RemoteResponse response =
        client.send(RemoteRequest.get(url, "*/*").with("Authorization", "Bearer s"))) {
      return response.status() + " " + response.text(1000);
    }
  }

  @Test
  void anAddressThatIsNotPublicIsRefusedBeforeAConnectionIsOpened() {
    assertThatThrownBy(() -> text(client(false), url("/")))
        .isInstanceOf(FetchFailed.class)
        .hasMessageContaining("which is not a public address, and the setting is not true");
    assertThat(seen).isEmpty();
  }

  /** Short answers end while others begin, on every event loop. */
  @Test
  void noAnswerIsLost() throws Exception {
    RemoteClient client = client(true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        answers.add(threads.submit(() -> text(client, url("/short"))));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("200 /short");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRedirectWithinTheOriginKeepsTheCredentialAndOneToAnotherOriginLosesIt() throws Exception {
    String other = "http://127.0.0.1:" + server.getAddress().getPort() + "/end";
    assertThat(text(client(true), url("/to?/to?" + other))).isEqualTo("200 /end");
    assertThat(seen)
        .containsExactly(
            "localhost/to?/to?" + other + " Bearer s",
            "localhost/to?" + other + " Bearer s",
            "127.0.0.1/end null");
  }

  @Test
  void redirectsThatGoOnAreNotFollowedForEver() {
    assertThatThrownBy(() -> text(client(true), url("/to?/to?/to?/to?/to?/")))
        .hasMessageContaining("more than 3 redirects");
  }

  @Test
  void aRedirectToWhatMayNotBeFetchedIsRefused() {
    assertThatThrownBy(() -> text(client(true), url("/to?file:/etc/passwd")))
        .isInstanceOf(FetchFailed.class)
        .hasMessageContaining("https://");
  }

  @Test
  void aLongAnswerIsCutOffAndReadAsItArrives() throws Exception {
    assertThatThrownBy(() -> text(client(true), url("/endless")))
        .hasMessageContaining("longer than 1000 bytes");
    try (RemoteResponse response = client(true).send(RemoteRequest.get(url("/endless"), "*/*"));
        InputStream body = response.body(Long.MAX_VALUE)) {
      long count = 0;
      byte[] buffer = new byte[8192];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        count += read;
      }
      assertThat(count).isEqualTo(1000L * PIECE.length);
    }
  }

  @Test
  void anAnswerThatStopsHalfWayEndsInTime() {
    assertThatThrownBy(() -> text(client(true), url("/half")))
        .hasMessageContaining("did not come in time");
  }
}
