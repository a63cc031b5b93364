package dev.cartulary.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small MCP registry as others run it: pages of two, changes since a time, and faults on demand.
 */
final class UpstreamServer implements AutoCloseable {

  private static final int PAGE = 2;
  private static final int DUMP_PAGE = 100;
  private static final Pattern CURSOR = Pattern.compile("cursor=(\\d+)");

  /** A version there; a deleted one stays. */
  record Version(String document, String status, Instant updatedAt) {

    private String json() {
      return "{\"server\":"
          + document
          + ",\"_meta\":{\"io.modelcontextprotocol.registry/official\":{\"status\":\""
          + status
          + "\",\"publishedAt\":\"2025-01-02T03:04:05Z\",\"updatedAt\":\""
          + updatedAt
          + "\",\"isLatest\":true}}}";
    }
  }

  final List<Version> versions = new CopyOnWriteArrayList<>();

  /** The paths and queries of lists. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** What {@code /dump} lists, a hundred per page. */
  volatile List<String> dump = List.of();

  volatile String catalog = "[]";
  volatile boolean broken;

  /** How many more answers wait until somebody lets them go. */
  volatile boolean slow;

  private final HttpServer server;

  UpstreamServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/catalog.json", exchange -> send(exchange, catalog));
    server.createContext("/v0.1/servers", this::list);
    server.createContext("/held/v0.1/servers", this::list);
    server.createContext("/dump/v0.1/servers", this::listDump);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void list(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    asked.add(exchange.getRequestURI().toString());
    int from = 0;
    Instant since = Instant.EPOCH;
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      if (parts[0].equals("cursor")) {
        from = Integer.parseInt(parts[1]);
      } else if (parts[0].equals("updated_since")) {
        since = Instant.parse(URLDecoder.decode(parts[1], UTF_8));
      }
    }
    if (slow && from > 0) {
      awaitQuick();
    }
    if (broken && from > 0) {
      exchange.sendResponseHeaders(200, 10_000);
      exchange.getResponseBody().write("{\"servers\":[".getBytes(UTF_8));
      exchange.close();
      return;
    }
    Instant earliest = since;
    List<Version> shown = versions.stream().filter(v -> !v.updatedAt().isBefore(earliest)).toList();
    List<Version> page =
        shown.subList(Math.min(from, shown.size()), Math.min(from + PAGE, shown.size()));
    String next = from + PAGE < shown.size() ? ",\"nextCursor\":\"" + (from + PAGE) + "\"" : "";
    send(
        exchange,
        "{\"servers\":["
            + String.join(",", page.stream().map(Version::json).toList())
            + "],\"metadata\":{\"count\":"
            + page.size()
            + next
            + "}}");
  }

  private void listDump(HttpExchange exchange) throws IOException {
    Matcher cursor = CURSOR.matcher(String.valueOf(exchange.getRequestURI().getRawQuery()));
    int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
    int to = Math.min(from + DUMP_PAGE, dump.size());
    String next = to < dump.size() ? "\"nextCursor\":\"" + to + "\"," : "";
    send(
        exchange,
        "{\"servers\":["
            + String.join(",", dump.subList(from, to))
            + "],\"metadata\":{"
            + next
            + "\"count\":"
            + (to - from)
            + "}}");
  }

  private synchronized void awaitQuick() {
    while (slow) {
      try {
        wait(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    slow = false;
    server.stop(0);
  }
}
