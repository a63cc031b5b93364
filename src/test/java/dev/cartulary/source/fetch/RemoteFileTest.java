package dev.cartulary.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.source.fetch.Fetch.Fetched;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RemoteFileTest {

  private final GivenDocuments documents = new GivenDocuments();

  @Test
  void aFileIsDownloadedWhereItsTagOrContentIsAnother() throws Exception {
    AtomicReference<String> tag = new AtomicReference<>("\"1\"");
    AtomicReference<String> body =
        new AtomicReference<>("[{\"name\":\"com.example/a\",\"version\":\"1\"}]");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String known = exchange.getRequestHeaders().getFirst("If-None-Match");
          exchange.getResponseHeaders().add("ETag", Objects.requireNonNull(tag.get()));
          if (Objects.requireNonNull(tag.get()).equals(known)) {
            exchange.sendResponseHeaders(304, -1);
          } else if (exchange.getRequestURI().getPath().equals("/missing")) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            byte[] bytes = Objects.requireNonNull(body.get()).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    try {
      String base = "http://localhost:" + server.getAddress().getPort();
      Fetch fetch = fetch(base + "/catalog.json");
      Fetched first = fetch.fetch(null, documents);
      assertThat(documents.labels()).containsExactly("com.example/a 1");
      assertThat(fetch.fetch(first.state(), documents).news()).isFalse();
      tag.set("\"2\"");
      Fetched sameContent = fetch.fetch(first.state(), documents);
      assertThat(sameContent.news()).isFalse();
      assertThat(sameContent.state()).isNotEqualTo(first.state());
      assertThat(documents.places).hasSize(1);
      tag.set("\"3\"");
      body.set(Objects.requireNonNull(body.get()).replace("\"1\"", "\"2\""));
      assertThat(fetch.fetch(sameContent.state(), documents).whole()).isTrue();
      assertThat(documents.labels()).containsExactly("com.example/a 1", "com.example/a 2");
      assertThatThrownBy(() -> fetch(base + "/missing").fetch(null, documents))
          .hasMessageContaining("answers 404");
    } finally {
      server.stop(0);
    }
  }

  private static Fetch fetch(String url) {
    return new RemoteFile(
        URI.create(url),
        new RemoteClient(
            new Access(Optional.empty(), Optional.empty(), true, true),
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), 3)));
  }
}
