package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that are measured, each beside what it is compared with: the constant endpoint, which
 * has the same HTTP and no database, and plain JDBC, which has the same statement and no HTTP.
 */
final class Requests {

  private static final String LARGE = "constant of that size";
  private static final String LIST_30 = "list 30 servers";
  private static final String LIST_PATH = "/v0.1/servers?limit=30";
  private static final int KEYS_PER_THREAD = 50;
  private static final String VALUE = "v".repeat(100);
  private static final Set<Integer> FINE = Set.of(200, 201);

  private static final String GET_ONE =
      "SELECT e.document, e.status, e.status_changed_at, e.published_at, e.updated_at, e.is_latest"
          + " FROM entry e JOIN source s ON s.id = e.source_id"
          + " WHERE s.name = 'bench' AND e.type = 'server' AND e.name = ? AND e.version = ?";
  private static final String LIST =
      "SELECT e.document, e.status, e.status_changed_at, e.published_at, e.updated_at, e.is_latest"
          + " FROM entry e JOIN source s ON s.id = e.source_id"
          + " WHERE s.name = 'bench' AND e.type = 'server' ORDER BY e.name, e.version LIMIT 31";
  private static final String METADATA_GET =
      "SELECT item_value, version, created_at, updated_at FROM metadata"
          + " WHERE owner = 'system:global' AND item_key = ?";
  private static final String PUT = "metadata put";
  private static final String PUT_ALONE = "metadata put, one connection";
  private static final String PUBLISH = "publish a version";
  private static final int VERSIONS_PER_NAME = 500;

  private Requests() {}

  static void measure(Options options, TestEngine engine, String program, List<String> command) {
    try (Database database = Database.create(engine)) {
      Map<String, Load.Result> http;
      long resident;
      long peak;
      String[] arguments = {"--config", BenchCatalog.write(options.servers()).toString()};
      try (Subject subject = Subject.start(command, database, arguments)) {
        http = http(options, subject);
        resident = subject.residentKib();
        peak = subject.peakResidentKib();
      }
      print(options, program + ", " + engine, http, jdbc(options, database));
      System.out.println(
          "  resident after the load "
              + Table.mebibytes(resident)
              + " MiB, at its highest "
              + Table.mebibytes(peak)
              + " MiB");
    }
  }

  private static Map<String, Load.Result> http(Options options, Subject subject) {
    Map<String, Load.Result> results = new LinkedHashMap<>();
    int port = subject.port();
    results.put("constant", get(options, port, "/v0.1/ping"));
    results.put(LARGE, constant(options, size(port)));
    results.put("get one server", Load.run(options, thread -> new Getter(options, port, thread)));
    results.put(LIST_30, get(options, port, LIST_PATH));
    results.put(LIST_30 + ", gzip", get(options, port, LIST_PATH, "Accept-Encoding: gzip"));
    results.put(LIST_30 + ", not kept", get(options, port, LIST_PATH, "Cache-Control: no-cache"));
    results.put("search 30 servers", Load.run(options, thread -> new Searcher(options, port, thread)));
    fill(options, port);
    results.put(PUT, Load.run(options, thread -> new Putter(port, thread)));
    results.put(PUT_ALONE, Load.run(options.alone(), thread -> new Putter(port, thread)));
    results.put(PUBLISH, Load.run(options, thread -> new Publisher(port, thread)));
    results.put("metadata get", get(options, port, "/v1/metadata/system:global/" + key(0, 0)));
    return results;
  }

  /** The bytes of the list's body. */
  private static int size(int port) {
    return HttpClient.text(port, LIST_PATH).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Load.Result constant(Options options, int size) {
    try (ConstantServer server = ConstantServer.start(size)) {
      return get(options, server.port(), "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts every key once, so that each measured put replaces and each UPDATE has its row. */
  private static void fill(Options options, int port) {
    for (int thread = 0; thread < options.threads(); thread++) {
      try (Putter putter = new Putter(port, thread)) {
        for (int number = 0; number < KEYS_PER_THREAD; number++) {
          putter.call(number);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Load.Result get(Options options, int port, String path, String... headers) {
    byte[] request = HttpClient.request("GET", path, null, headers);
    return Load.run(
        options,
        thread ->
            new HttpLoad(port) {
              @Override
              byte[] request(int number) {
                return request;
              }
            });
  }

  private static Map<String, Load.Result> jdbc(Options options, Database database) {
    return Map.of(
        "get one server",
        Load.run(options, thread -> new Query(options, database, GET_ONE, thread, true)),
        LIST_30,
        Load.run(options, thread -> new Query(options, database, LIST, thread, false)),
        PUT,
        Load.run(options, thread -> put(database, thread)),
        PUT_ALONE,
        Load.run(options.alone(), thread -> put(database, thread)),
        "metadata get",
        Load.run(options, thread -> new KeyQuery(database)));
  }

  private static Load.Client put(Database database, int thread) throws SQLException {
    return new PutTransaction(database, number -> key(thread, number), VALUE);
  }

  private static String key(int thread, int number) {
    return "bench-" + thread + "-" + number % KEYS_PER_THREAD;
  }

  private static void print(
      Options options,
      String title,
      Map<String, Load.Result> http,
      Map<String, Load.Result> jdbc) {
    Table table =
        new Table(
            "Requests: " + title + ", " + options.threads() + " connections",
            "request",
            "per second",
            "p50 ms",
            "p99 ms",
            "× constant",
            "× that size",
            "JDBC per second",
            "× JDBC",
            "aim");
    double constant = http.get("constant").perSecond();
    double large = http.get(LARGE).perSecond();
    http.forEach(
        (name, result) -> {
          Load.Result reference = jdbc.get(name);
          table.row(
              name,
              Table.whole(result.perSecond()),
              Table.millis(result.p50Nanos()),
              Table.millis(result.p99Nanos()),
              Table.ratio(result.perSecond() / constant),
              Table.ratio(result.perSecond() / large),
              reference == null ? "-" : Table.whole(reference.perSecond()),
              reference == null ? "-" : Table.ratio(result.perSecond() / reference.perSecond()),
              aim(name));
        });
    table.print();
  }

  private static String aim(String name) {
    return switch (name) {
      case "get one server" -> "≥ 0.50 × constant";
      case LIST_30 -> "≥ 0.50 × that size";
      case PUT, PUT_ALONE -> "≥ 0.50 × JDBC";
      case PUBLISH -> "≥ 0.33 × metadata put";
      default -> "";
    };
  }

  /** One HTTP connection that sends requests and expects success. */
  abstract static class HttpLoad implements Load.Client {
    private final HttpClient client;

    HttpLoad(int port) throws IOException {
      client = new HttpClient(port);
    }

    abstract byte[] request(int number);

    @Override
    public void call(int number) throws IOException {
      byte[] request = request(number);
      int status = client.exchange(request);
      if (!FINE.contains(status)) {
        throw new IOException(
            new String(request, StandardCharsets.UTF_8).lines().findFirst().orElse("")
                + " was answered with "
                + status);
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
    }
  }

  /** Gets each server of the catalog in turn; each thread starts elsewhere. */
  private static final class Getter extends HttpLoad {
    private final byte[][] requests;
    private final int first;

    Getter(Options options, int port, int thread) throws IOException {
      super(port);
      requests = new byte[options.servers()][];
      first = thread * 37;
      for (int i = 0; i < requests.length; i++) {
        String name = BenchCatalog.name(i).replace("/", "%2F");
        requests[i] =
            HttpClient.request(
                "GET", "/v0.1/servers/" + name + "/versions/" + BenchCatalog.VERSION, null);
      }
    }

    @Override
    byte[] request(int number) {
      return requests[(first + number) % requests.length];
    }
  }

  /** Searches for what each hundred servers have in common; each thread starts elsewhere. */
  private static final class Searcher extends HttpLoad {
    private final byte[][] requests;
    private final int first;

    Searcher(Options options, int port, int thread) throws IOException {
      super(port);
      requests = new byte[(options.servers() + 99) / 100][];
      first = thread * 37;
      for (int i = 0; i < requests.length; i++) {
        requests[i] =
            HttpClient.request("GET", LIST_PATH + "&search=" + BenchCatalog.part(i), null);
      }
    }

    @Override
    byte[] request(int number) {
      return requests[(first + number) % requests.length];
    }
  }

  /** Puts the keys of one thread in turn. */
  private static final class Putter extends HttpLoad {
    private final byte[][] requests = new byte[KEYS_PER_THREAD][];

    Putter(int port, int thread) throws IOException {
      super(port);
      for (int i = 0; i < requests.length; i++) {
        requests[i] =
            HttpClient.request(
                "PUT",
                "/v1/metadata/system:global/" + key(thread, i),
                "{\"value\":\"" + VALUE + "\"}");
      }
    }

    @Override
    byte[] request(int number) {
      return requests[number % requests.length];
    }
  }

  /** Publishes one version after the other, of a name that changes now and then. */
  private static final class Publisher extends HttpLoad {
    private static final AtomicInteger RUN = new AtomicInteger();
    private final String prefix;

    Publisher(int port, int thread) throws IOException {
      super(port);
      prefix = "com.example/published-" + RUN.incrementAndGet() + "-" + thread + "-";
    }

    @Override
    byte[] request(int number) {
      return HttpClient.request(
          "POST",
          "/v0.1/publish",
          BenchCatalog.document(
              prefix + number / VERSIONS_PER_NAME, "1.0." + number % VERSIONS_PER_NAME));
    }
  }

  /** One JDBC connection with one prepared statement. */
  private abstract static class JdbcLoad implements Load.Client {
    private final Connection connection;
    final PreparedStatement statement;

    JdbcLoad(Database database, String sql) throws SQLException {
      connection = database.connect();
      statement = connection.prepareStatement(sql);
    }

    void readAll() throws SQLException {
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        int count = 0;
        while (rows.next()) {
          count++;
          for (int i = 1; i <= columns; i++) {
            rows.getString(i);
          }
        }
        if (count == 0) {
          throw new SQLException("no rows: the statement no longer fits the schema");
        }
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private static final class Query extends JdbcLoad {
    private final int first;
    private final boolean one;

    private final int servers;

    Query(Options options, Database database, String sql, int thread, boolean one)
        throws SQLException {
      super(database, sql);
      this.servers = options.servers();
      this.first = thread * 37;
      this.one = one;
    }

    @Override
    public void call(int number) throws SQLException {
      if (one) {
        statement.setString(1, BenchCatalog.name((first + number) % servers));
        statement.setString(2, BenchCatalog.VERSION);
      }
      readAll();
    }
  }

  private static final class KeyQuery extends JdbcLoad {
    KeyQuery(Database database) throws SQLException {
      super(database, METADATA_GET);
      statement.setString(1, key(0, 0));
    }

    @Override
    public void call(int number) throws SQLException {
      readAll();
    }
  }
}
