package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The audit log, on a database of each engine. */
abstract class AuditContract extends ServerContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LOG = "/v1/audit-log";
  private static final String SECRET = "planted-audit-s3cret";
  private static final String KEY =
      "1f2e3d4c5b6a798807162534435261708f9eadbccbdae9f8a1b2c3d4e5f60718";

  private final Path directory = Program.emptyDirectory();

  AuditContract(TestEngine engine) {
    super(engine);
  }

  private Path auditFile() {
    return directory.resolve("audit.log");
  }

  static Map<String, String> environment(TestDatabase database) {
    return Map.of("DATABASE_URL", database.url(), "ENCRYPTION_KEY", KEY);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("ENCRYPTION_KEY", KEY);
  }

  @Override
  protected List<String> arguments() {
    return List.of("--audit-log", auditFile().toString());
  }

  @Test
  void tellsWhatWasChangedAndShownButNoValue() throws IOException {
    String item = "/v1/metadata/user:jane/k";
    put(item, "\"value\":\"" + SECRET + "\",\"encrypted\":true", "X-Request-Id", "request-1");
    assertThat(server.get(item + "?reveal=true").body()).contains(SECRET);
    server.send(
        "POST",
        "/v1/metadata/user:jane:batch",
        "{\"set\":[{\"key\":\"b\",\"value\":\""
            + SECRET
            + "\"},{\"key\":\"a\",\"value\":\"\"}],\"delete\":[\"k\",\"none\"]}");
    // What changes nothing is no event.
    assertThat(server.send("DELETE", item, null).statusCode()).isEqualTo(404);
    assertThat(server.send("PUT", item, "{\"value\":\"x\"}", "If-Match", "\"9\"").statusCode())
        .isEqualTo(412);

    JsonNode all = page("?targetType=metadata&targetId=user:jane&order=asc");
    assertThat(all.get("items").findValuesAsText("action"))
        .containsExactly("metadata_write", "metadata_reveal", "metadata_write");
    assertThat(all.has("nextCursor")).isFalse();
    assertThat(all.at("/items/0/details").toString()).isEqualTo("{\"set\":[\"k\"]}");
    assertThat(all.at("/items/0/outcome").textValue()).isEqualTo("success");
    assertThat(all.at("/items/1/details").toString()).isEqualTo("{\"key\":\"k\"}");
    assertThat(all.at("/items/2/details").toString())
        .isEqualTo("{\"deleted\":[\"k\"],\"set\":[\"a\",\"b\"]}");
    assertThat(all.at("/items/2/previousHash")).isEqualTo(all.at("/items/1/hash"));

    Program.Result command =
        Program.run(environment(database), "metadata", "set", "team:x", "k", SECRET);
    assertThat(command.exitCode()).as(command.stderr()).isZero();
    JsonNode written = page("?targetId=team:x").at("/items/0");
    assertThat(written.at("/actor/kind").textValue()).isEqualTo("process");
    assertThat(written.at("/actor/name").textValue())
        .isEqualTo(System.getProperty("user.name") + ": cartulary metadata set");

    Path file = directory.resolve("export");
    Program.Result export =
        Program.run(
            environment(database),
            "audit",
            "export",
            "--target-type",
            "metadata",
            "--output",
            file.toString());
    assertThat(export.exitCode()).as(export.stderr()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("\"user:jane\"").doesNotContain(SECRET);
    HttpResponse<String> exported =
        server.get(LOG + "?targetType=metadata", "Accept", "application/x-ndjson");
    assertThat(exported.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/x-ndjson");
    assertThat(exported.body()).startsWith(Files.readString(file)).doesNotContain(SECRET);
    assertThat(page("?action=audit_export").get("count").intValue()).isEqualTo(2);
    assertThat(page("?action=audit_export").at("/items/1/details/targetType").textValue())
        .isEqualTo("metadata");
  }

  @Test
  void givesPagesInBothOrdersAndSaysWhatIsWrong() {
    for (int i = 0; i < 5; i++) {
      put("/v1/metadata/user:pages/k", "\"value\":\"" + i + "\"");
    }
    for (String order : List.of("asc", "desc")) {
      List<Long> sequences = new ArrayList<>();
      JsonNode page = page("?targetId=user:pages&limit=2&order=" + order);
      while (page.has("nextCursor")) {
        assertThat(page.get("items")).hasSize(2);
        page.get("items").forEach(item -> sequences.add(item.get("sequence").longValue()));
        page = page("?limit=2&cursor=" + page.get("nextCursor").textValue());
      }
      page.get("items").forEach(item -> sequences.add(item.get("sequence").longValue()));
      assertThat(sequences).hasSize(5).doesNotHaveDuplicates();
      assertThat(sequences)
          .isSortedAccordingTo(
              (a, b) -> order.equals("asc") ? Long.compare(a, b) : Long.compare(b, a));
    }
    String first = page("?targetId=user:pages&order=asc").at("/items/0/occurredAt").textValue();
    String last = page("?targetId=user:pages").at("/items/0/occurredAt").textValue();
    assertThat(page("?targetId=user:pages&to=" + last).get("count").intValue()).isLessThan(5);
    assertThat(page("?targetId=user:pages&from=" + first).get("count").intValue()).isEqualTo(5);
    assertThat(page("?targetId=user:pages&actor=nobody").get("count").intValue()).isZero();
    assertThat(page("?targetId=user:pages&outcome=denied").get("count").intValue()).isZero();

    String cursor = page("?targetId=user:pages&limit=1").get("nextCursor").textValue();
    assertThat(page("?targetId=user:pages&limit=1000&cursor=" + cursor).get("items")).hasSize(4);
    for (String wrong :
        List.of(
            "limit=0",
            "limit=1001",
            "limit=x",
            "cursor=x",
            "cursor=" + cursor + "&action=login",
            "cursor=" + cursor + "&order=asc",
            "order=up",
            "format=csv",
            "action=metadata_writ",
            "outcome=x",
            "from=yesterday",
            "limit=5&format=jsonl")) {
      HttpResponse<String> answer = server.get(LOG + "?" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body())
          .contains("\"field\":\"" + wrong.substring(0, wrong.indexOf('=')) + "\"");
    }
  }

  @Test
  void writersOfTwoProcessesMakeOneChainAndTheFileHasTheEventsOfOne() throws Exception {
    int writers = 8;
    int each = 10;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (Program other = Program.start(environment(database))) {
      List<CompletableFuture<Void>> running =
          IntStream.range(0, writers)
              .mapToObj(writer ->
                  CompletableFuture.runAsync(
                      () -> {
                        for (int i = 0; i < each; i++) {
                          String path = "/v1/metadata/user:many/k" + writer;
                          Program to = writer % 2 == 0 ? server : other;
                          assertThat(to.send("PUT", path, "{\"value\":\"v\"}").statusCode())
                              .isIn(200, 201);
                        }
                      },
                      threads))
              .toList();
      running.forEach(CompletableFuture::join);
      threads.shutdown();
    }
    Program.Result whole = verify(database);
    assertThat(whole.exitCode()).as(whole.stderr()).isZero();

    List<JsonNode> rows = lines(server.get(LOG + "?format=jsonl").body());
    assertThat(rows.stream().map(row -> row.path("sequence").longValue()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, rows.size()).boxed().toList());
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i).get("previousHash")).isEqualTo(rows.get(i - 1).get("hash"));
    }
    assertThat(rows.stream().filter(row -> row.at("/target/id").asText().equals("user:many")))
        .hasSize(writers * each);

    String last = rows.get(rows.size() - 1).get("id").textValue();
    Await.until(LIMIT, "the file has the last row", () -> read(auditFile()).contains(last));
    Map<String, JsonNode> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.get("id").textValue(), row));
    List<JsonNode> written = lines(Files.readString(auditFile()));
    assertThat(written)
        .allSatisfy(line -> {
          JsonNode row = Objects.requireNonNull(byId.get(line.path("id").textValue()));
          assertThat(line.get("details")).isEqualTo(row.get("details"));
          assertThat(line.get("occurredAt")).isEqualTo(row.get("occurredAt"));
        });
    assertThat(written.stream().filter(row -> row.at("/target/id").asText().equals("user:many")))
        .hasSize(writers * each / 2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(auditFile())))
        .isEqualTo("rw-------");
    assertThat(read(auditFile())).doesNotContain(SECRET);
  }

  @Test
  void nothingIsDoneThatIsNotRecorded() throws SQLException {
    String item = "/v1/metadata/user:unlogged/k";
    String body = "{\"value\":\"" + SECRET + "\",\"encrypted\":true}";
    assertThat(server.send("PUT", item, body).statusCode()).isEqualTo(201);
    Sql.execute(database, "ALTER TABLE audit_pending RENAME TO audit_away");
    try {
      HttpResponse<String> reveal = server.get(item + "?reveal=true");
      assertThat(reveal.statusCode()).isGreaterThanOrEqualTo(500);
      assertThat(reveal.body()).doesNotContain(SECRET);
      HttpResponse<String> put = server.send("PUT", item, "{\"value\":\"lost\"}");
      assertThat(put.statusCode()).isGreaterThanOrEqualTo(500);
    } finally {
      Sql.execute(database, "ALTER TABLE audit_away RENAME TO audit_pending");
    }
    assertThat(server.get(item).body()).contains("\"version\":1,");
    assertThat(server.send("PUT", item, body).statusCode()).isEqualTo(200);
    assertThat(page("?targetId=user:unlogged").get("count").intValue()).isEqualTo(2);
  }

  @Test
  void whatIsNotSealedYetIsShownAndNoPageRepeatsOrLosesWhatIsSealedMeanwhile() throws SQLException {
    String query = "?targetId=user:unsealed&limit=2&order=";
    put("/v1/metadata/user:unsealed/k", "\"value\":\"0\"");
    assertThat(page("?targetId=user:unsealed").at("/items/0/sequence").longValue()).isPositive();
    Sql.execute(database, "UPDATE audit_chain SET id = 2"); // nobody can seal
    List<JsonNode> first = new ArrayList<>();
    try {
      for (int i = 1; i < 6; i++) {
        put("/v1/metadata/user:unsealed/k", "\"value\":\"" + i + "\"");
      }
      for (String order : List.of("desc", "asc")) {
        first.add(page(query + order));
      }
      JsonNode newest = first.get(0).at("/items/0");
      assertThat(newest.path("sealed").toString()).isEqualTo("false");
      assertThat(newest.has("sequence") || newest.has("hash")).isFalse();
      List<JsonNode> lines = lines(server.get(LOG + "?format=jsonl&targetId=user:unsealed").body());
      assertThat(lines).hasSize(6);
      assertThat(lines.get(5).get("id")).isEqualTo(newest.get("id"));
    } finally {
      Sql.execute(database, "UPDATE audit_chain SET id = 1");
    }
    assertThat(page("?targetId=user:unsealed").at("/items/0").has("sequence")).isTrue();
    put("/v1/metadata/user:unsealed/k", "\"value\":\"later\"");
    for (int i = 0; i < 2; i++) {
      JsonNode begun = first.get(i);
      List<String> ids = new ArrayList<>(ids(begun));
      JsonNode page = begun;
      while (page.has("nextCursor")) {
        page = page("?limit=2&cursor=" + page.get("nextCursor").textValue());
        ids.addAll(ids(page));
      }
      assertThat(ids).doesNotHaveDuplicates();
      if (i == 0) { // desc
        assertThat(ids).hasSize(6).isSortedAccordingTo(Comparator.reverseOrder());
      } else {
        assertThat(ids).hasSize(7).isSorted(); // with the one that was added
      }
    }
  }

  /** A clock that jumps, and a transaction that lasts longer than the sealer's look. */
  @Test
  void eventsOfAnyTimeAndThoseThatBecomeVisibleLateAreSealed() throws SQLException {
    String insert =
        "INSERT INTO audit_pending (id, occurred_at, actor_kind, actor_id, actor_name, action,"
            + " outcome, details) VALUES ('%s', %d, 'process', 'process', 'test', 'login',"
            + " 'success', '{}')";
    String past = "00000000-0000-7000-8000-000000000001";
    String late = "00000000-0000-7000-8000-000000000002";
    String future = "7fffffff-0000-7000-8000-000000000001";
    Sql.execute(database, insert.formatted(future, 9_000_000_000_000_000L));
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        if (engine != TestEngine.SQLITE) { // which has one writer at a time
          statement.execute(insert.formatted(late, 1));
        }
        put("/v1/metadata/user:late/k", "\"value\":\"1\"");
        Sql.execute(database, insert.formatted(past, -1));
        assertThat(page("?targetId=user:late").at("/items/0").has("sequence")).isTrue();
        if (engine == TestEngine.SQLITE) {
          statement.execute(insert.formatted(late, 1));
        }
        connection.commit();
      }
    }
    Map<String, JsonNode> found = new HashMap<>();
    page("?actor=test").get("items").forEach(item -> found.put(item.get("id").textValue(), item));
    assertThat(found.keySet()).containsExactlyInAnyOrder(past, late, future);
    assertThat(found.values()).allMatch(item -> item.has("hash"));
    assertThat(Objects.requireNonNull(found.get(late)).path("sequence").longValue())
        .isGreaterThan(Objects.requireNonNull(found.get(future)).path("sequence").longValue());
    Program.Result whole = verify(database);
    assertThat(whole.exitCode()).as(whole.stderr()).isZero();
    assertThat(whole.stdout())
        .contains("unbroken, rows: " + Sql.text(database, "SELECT COUNT(*) FROM audit_log"));
  }

  @Test
  void aKillLeavesNoChangeWithoutItsRowAndOldRowsAreRemovedTraceably() throws SQLException {
    try (TestDatabase other = TestDatabase.create(engine)) {
      Program killed = Program.start(environment(other));
      List<CompletableFuture<Void>> writers =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.runAsync(() -> putUntilDead(killed, "k" + i)))
              .toList();
      Await.until(
          LIMIT,
          "a hundred events",
          () -> killed.get(LOG + "?limit=100&format=json").body().contains("\"count\":100"));
      killed.kill();
      writers.forEach(CompletableFuture::join);

      for (int i = 0; i < 4; i++) {
        String told =
            "SELECT COUNT(*) FROM " + Sql.EVENTS + " WHERE details = '{\"set\":[\"k" + i + "\"]}'";
        assertThat(Sql.text(other, "SELECT version FROM metadata WHERE item_key = 'k" + i + "'"))
            .isEqualTo(Sql.text(other, told));
      }

      try (Program keeper = Program.start(environment(other), "--audit-retention", "1s")) {
        Await.until(
            LIMIT,
            "old rows are removed",
            () -> {
              JsonNode first = page(keeper, "?order=asc&limit=1").at("/items/0/action");
              return first.asText().equals("audit_prune");
            });
        keeper.send("PUT", "/v1/metadata/user:kill/new", "{\"value\":\"\"}");
      }
      Program.Result verified = verify(other);
      assertThat(verified.exitCode()).as(verified.stderr()).isZero();
      assertThat(verified.stdout())
          .contains("unbroken, rows: 2", "\nremoved: rows up to ", ", by process ");
      String first = verified.stdout().replaceFirst("(?s).*\nfirst: (\\S+)\n.*", "$1");
      assertThat(verify(other, "--expect-first", first).exitCode()).isZero();
      Program.Result removed =
          verify(other, "--expect-first", "1" + first.substring(first.indexOf(':')));
      assertThat(removed.exitCode()).isEqualTo(1);
      assertThat(removed.stderr()).contains("row 1 is not where the log begins");
    }
  }

  /** The row is that of AuditRowTest, with the hash of its vector. */
  @Test
  void aLogFromBeforeTheSealerGoesOnAndNoStepBackLosesAnEvent() throws SQLException {
    try (TestDatabase old = TestDatabase.create(engine)) {
      Map<String, String> environment = environment(old);
      assertThat(Program.run(environment, "migrate", "up", "--num-steps", "7").exitCode()).isZero();
      Sql.execute(
          old,
          "INSERT INTO audit_log (sequence_number, occurred_at, actor_kind, actor_id, actor_name,"
              + " address, action, target_type, target_id, outcome, details, previous_hash,"
              + " row_hash) VALUES (1, 1795256520123456, 'session', 'u-1', 'jan\u00e9', '192.0.2.7',"
              + " 'metadata_write', 'metadata', 'user:u-1', 'success', '{\"set\":[\"a\"]}', '"
              + AuditHead.START.hash()
              + "', '"
              + AuditRowTest.HASH
              + "')");
      Sql.execute(
          old, "UPDATE audit_chain SET last_sequence = 1, last_hash = '" + AuditRowTest.HASH + "'");
      assertThat(Program.run(environment, "migrate", "up").exitCode()).isZero();
      Program.Result put = Program.run(environment, "metadata", "set", "user:jane", "k", "v");
      assertThat(put.exitCode()).as(put.stderr()).isZero();
      Program.Result whole = verify(old, "--expect", "1:" + AuditRowTest.HASH);
      assertThat(whole.stdout())
          .as(whole.stderr())
          .contains("unbroken, rows: 2", "the newest signed one of row 2");

      Sql.execute(
          old,
          "INSERT INTO audit_pending (id, occurred_at, actor_kind, actor_id, actor_name, action,"
              + " outcome, details) VALUES ('00000000-0000-7000-8000-000000000001', 1, 'process',"
              + " 'process', 'test', 'login', 'success', '{}')");
      Program.Result down = Program.run(environment, "migrate", "down", "--yes");
      assertThat(down.exitCode()).isEqualTo(1);
      assertThat(down.stderr())
          .contains("1 events of the audit log are not sealed", "audit verify");
      assertThat(verify(old).exitCode()).isZero();
      Program.Result again = Program.run(environment, "migrate", "down", "--yes");
      assertThat(again.exitCode()).as(again.stderr()).isZero();
      assertThat(Sql.text(old, "SELECT COUNT(*) FROM audit_log")).isEqualTo("3");
    }
  }

  private static void putUntilDead(Program program, String key) {
    try {
      String path = "/v1/metadata/user:kill/" + key;
      while (program.send("PUT", path, "{\"value\":\"v\"}").statusCode() < 300) {
        // Until it is killed, or fails, which the caller sees by what is missing.
      }
    } catch (UncheckedIOException dead) {
      // As intended.
    }
  }

  static Program.Result verify(TestDatabase database, String... more) {
    List<String> arguments = new ArrayList<>(List.of("audit", "verify"));
    arguments.addAll(List.of(more));
    return Program.run(environment(database), arguments.toArray(String[]::new));
  }

  private void put(String path, String members, String... headers) {
    HttpResponse<String> answer = server.send("PUT", path, "{" + members + "}", headers);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
  }

  private JsonNode page(String query) {
    return page(server, query);
  }

  private static JsonNode page(Program program, String query) {
    HttpResponse<String> answer = program.get(LOG + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  /** The lines of events. */
  private static List<JsonNode> lines(String text) {
    return text.lines().map(AuditContract::json).filter(it -> !it.has("checkpoint")).toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
