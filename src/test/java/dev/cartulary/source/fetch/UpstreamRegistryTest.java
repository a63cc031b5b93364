package dev.cartulary.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.source.fetch.Fetch.Fetched;
import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamRegistryTest {

  /** An answer: a status, and a body. */
  private record Answer(int status, String body) {}

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final GivenDocuments documents = new GivenDocuments();
  private HttpServer server;
  private Function<String, Answer> upstream = query -> new Answer(404, "{}");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String url = exchange.getRequestURI().toString();
    asked.add(url);
    Answer answer = upstream.apply(url);
    if (answer.status() == 429) {
      exchange.getResponseHeaders().add("Retry-After", "7");
    }
    byte[] body = answer.body().getBytes(UTF_8);
    // A status of 0 stands for an answer that breaks off half-way.
    exchange.sendResponseHeaders(
        answer.status() == 0 ? 200 : answer.status(),
        answer.status() == 0 ? body.length + 1000 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Fetch fetch() {
    return new UpstreamRegistry(
        URI.create("http://localhost:" + server.getAddress().getPort() + "/base/"),
        Duration.ofDays(1),
        new RemoteClient(
            new Access(Optional.empty(), Optional.empty(), true, true),
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), 3)));
  }

  private static String server(String version, String status) {
    return "{\"server\":{\"name\":\"com.example/a\",\"version\":\""
        + version
        + "\"},\"_meta\":{\"io.modelcontextprotocol.registry/official\":{\"status\":\""
        + status
        + "\",\"statusMessage\":\"why\",\"publishedAt\":\"2025-01-01T00:00:00Z\"}}}";
  }

  private static Answer page(String next, String... servers) {
    return new Answer(
        200,
        "{\"servers\":["
            + String.join(",", servers)
            + "],\"metadata\":{\"count\":1"
            + (next.isEmpty() ? "" : ",\"nextCursor\":\"" + next + "\"")
            + "}}");
  }

  /** Three pages, of which the second has changed when the third was read. */
  private static Answer threePages(String url) {
    if (url.contains("updated_since")) {
      return page("", server("2", "deleted"));
    }
    if (url.contains("cursor=c+3%26")) {
      return page("", server("3", "active"));
    }
    return url.contains("cursor=c2")
        ? page("c 3&", server("2", "active"))
        : page("c2", server("1", "deprecated"));
  }

  @Test
  void allPagesAreReadAndThenOnlyWhatHasChanged() throws Exception {
    upstream = UpstreamRegistryTest::threePages;
    Fetched first = fetch().fetch(null, documents);
    assertThat(first.whole()).isTrue();
    assertThat(documents.entries)
        .extracting(entry -> entry.version() + " " + entry.status())
        .containsExactly("1 deprecated", "2 active", "3 active", "2 deleted");
    CatalogEntry entry = documents.entries.get(0);
    assertThat(entry.official().statusMessage()).isEqualTo("why");
    assertThat(entry.official().publishedAt()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(asked).hasSize(5).allMatch(url -> url.startsWith("/base/v0.1/servers?limit="));
    assertThat(asked.get(1)).endsWith("&include_deleted=true");

    asked.clear();
    Fetched second = fetch().fetch(first.state(), documents);
    assertThat(second.whole()).isFalse();
    assertThat(asked).hasSize(1).allMatch(url -> url.contains("updated_since="));
  }

  @Test
  void aRegistryWithoutTheParameterOrTheVersionIsReadAllTheSame() throws Exception {
    upstream =
        url ->
            url.startsWith("/base/v0.1")
                ? new Answer(404, "{}")
                : url.contains("include_deleted") ? new Answer(422, "{}") : page("");
    Fetched fetched = fetch().fetch(null, documents);
    assertThat(fetched.whole()).isTrue();
    assertThat(documents.entries).isEmpty();
    assertThat(fetched.state()).contains("\"/v0\"");
  }

  @Test
  void whatGoesWrongOnTheWayIsSaidAndNothingIsConcluded() {
    List<Function<String, Answer>> upstreams = new ArrayList<>();
    upstreams.add(url -> page("again", server("1", "active")));
    upstreams.add(url ->
        url.contains("cursor=") ? new Answer(0, "{\"servers\":[") : page("x", server("1", "a")));
    upstreams.add(url -> new Answer(200, "[]"));
    upstreams.add(url -> new Answer(503, "<html>"));
    List<String> reasons = new ArrayList<>();
    for (Function<String, Answer> broken : upstreams) {
      upstream = broken;
      try {
        fetch().fetch(null, documents);
      } catch (CatalogException e) {
        reasons.add(e.getMessage());
      }
    }
    assertThat(reasons).hasSize(4);
    assertThat(reasons.get(0)).contains("the list goes in circles");
    assertThat(reasons.get(1)).contains("broke off");
    assertThat(reasons.get(2)).contains("answers with a list of server.json documents");
    assertThat(reasons.get(3)).contains("answers 503");
  }

  @Test
  void aServerThatWantsToBeLeftAloneForATimeIs() {
    upstream = url -> new Answer(429, "{}");
    assertThatThrownBy(() -> fetch().fetch(null, documents))
        .isInstanceOfSatisfying(
            CatalogException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
  }
}
