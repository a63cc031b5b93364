package dev.cartulary.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cartulary.remote.Access;
import dev.cartulary.source.fetch.Fetch.Fetched;
import dev.cartulary.source.format.CatalogException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small API server that lists, streams events, drops them, and forgets. */
class KubernetesFetchTest {

  private static final String GROUP = "/apis/toolhive.stacklok.dev";

  @TempDir Path folder;

  private final Map<String, String> items = new ConcurrentHashMap<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final List<String> watches = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final GivenDocuments documents = new GivenDocuments();
  private HttpServer server;
  private KubernetesFetch fetch;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        }));
    server.createContext(GROUP, this::answer);
    server.start();
    Path token = Files.writeString(folder.resolve("token"), "t0ken\n");
    fetch =
        new KubernetesFetch(
            new KubernetesCluster(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                new Access(Optional.empty(), Optional.of(token), true, true)),
            List.of("team-a"));
  }

  @AfterEach
  void stop() {
    fetch.close();
    events.add("");
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    if (path.equals(GROUP)) {
      send(exchange, 200, "{\"preferredVersion\":{\"version\":\"v1beta1\"}}");
    } else if (!path.equals(GROUP + "/v1beta1/namespaces/team-a/mcpservers")) {
      send(exchange, 404, "{}");
    } else if (query.contains("watch=1")) {
      watch(exchange, query);
    } else {
      boolean second = query.contains("continue=2");
      List<String> all = items.values().stream().sorted().toList();
      List<String> page = second ? all.subList(1, all.size()) : all.subList(0, 1);
      boolean more = !second && all.size() > 1;
      send(
          exchange,
          200,
          "{\"metadata\":{\"resourceVersion\":\"7\""
              + (more ? ",\"continue\":\"2\"" : "")
              + "},\"items\":["
              + String.join(",", page)
              + "]}");
    }
  }

  private void watch(HttpExchange exchange, String query) throws IOException {
    watches.add(query.replaceAll(".*resourceVersion=", ""));
    exchange.sendResponseHeaders(200, 0);
    try {
      String event = events.take();
      exchange.getResponseBody().write((event + "\n").getBytes(UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close(); // after each event
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void put(String name, String annotations) {
    items.put(
        name,
        "{\"metadata\":{\"name\":\""
            + name
            + "\",\"namespace\":\"team-a\",\"uid\":\"u-"
            + name
            + "\",\"annotations\":{"
            + annotations
                .replace("@", "toolhive.stacklok.dev/")
                .replace('\'', '"')
                .replace("^", "\\\"")
            + "}},\"spec\":{\"image\":\"example/"
            + name
            + "\",\"transport\":\"sse\"},\"status\":{\"phase\":\"Ready\"}}");
  }

  @Test
  void annotatedResourcesBecomeServers() throws Exception {
    put(
        "a",
        "'@registry-export':'true','@registry-url':'https://mcp.example.com/a',"
            + "'@registry-description':'Does A','@registry-title':'A'");
    put(
        "b",
        "'@registry-export':'true','@registry-url':'https://mcp.example.com/b',"
            + "'@authz-claims':'{^org^:^acme^}'");
    put("hidden", "'x':'y'");
    put("no-url", "'@registry-export':'true'");
    put("odd", "'@registry-export':'true','@registry-url':'https://e.com','@authz-claims':'acme'");
    Fetched first = fetch.fetch(null, documents);
    assertThat(first.whole()).isTrue();
    assertThat(documents.labels())
        .containsExactly("com.toolhive.k8s.team-a/a 1.0.0", "com.toolhive.k8s.team-a/b 1.0.0");
    assertThat(documents.places)
        .containsExactly("MCPServer team-a/a", "MCPServer team-a/b {\"org\":\"acme\"}");
    assertThat(documents.entries.get(0).document())
        .contains(
            "\"description\":\"Does A\"",
            "\"remotes\":[{\"type\":\"sse\",\"url\":\"https://mcp.example.com/a\"}]",
            "\"image\":\"example/a\"");
    assertThat(documents.refusals)
        .containsExactly(
            "MCPServer team-a/no-url: the annotation toolhive.stacklok.dev/registry-url is missing",
            "MCPServer team-a/odd: the annotation toolhive.stacklok.dev/authz-claims is not a JSON"
                + " object");
    assertThat(tokens).containsOnly("Bearer t0ken");
    assertThat(fetch.fetch(first.state(), documents).news()).isFalse();
  }

  @Test
  void aWatchWakesAndGoesOnWhereItWasAndBeginsAnewWhereTheServerForgot() throws Exception {
    put("a", "'@registry-export':'true','@registry-url':'https://mcp.example.com/a'");
    Semaphore woken = new Semaphore(0);
    fetch.onNews(woken::release);
    String state = fetch.fetch(null, documents).state();
    events.add("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"8\"}}}");
    events.add("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"resourceVersion\":\"9\"}}}");
    assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    events.add("{\"type\":\"ERROR\",\"object\":{\"code\":410}}");
    assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    assertThat(watches).containsExactly("7", "8", "9");
    assertThat(fetch.fetch(state, documents).news()).isFalse();
  }

  @Test
  void outsideOfAClusterItIsSaid() {
    Fetch nowhere = new KubernetesFetch(KubernetesCluster.around(Map.of()), List.of());
    assertThatThrownBy(() -> nowhere.fetch(null, documents))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("does not run in a Kubernetes cluster");
  }
}
