package dev.cartulary.registry;

import static dev.cartulary.registry.RegistryClient.parse;
import static dev.cartulary.registry.RegistryClient.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a process does with that which others have left in the database: the source {@code held}
 * that another one was reading when it was killed, its job, and what was withdrawn long ago.
 */
final class SyncHeir {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String SYNC = "/v1/sources/held/sync";
  private static final String EVERYTHING = "&updated_since=2020-01-01T00:00:00Z";
  private static final String HELD = " (SELECT id FROM source WHERE name = 'held')";

  private final TestDatabase database;
  private final UpstreamServer upstream;
  private final Program program;

  SyncHeir(TestDatabase database, UpstreamServer upstream, Program program) {
    this.database = database;
    this.upstream = upstream;
    this.program = program;
  }

  /** Asks a process to read the source, and returns once it waits for the upstream. */
  static String begin(UpstreamServer upstream, Program first) {
    upstream.slow = true;
    long before = asked(upstream);
    String id = ask(first);
    // Which prefix there is, the first page, and the second, which is not answered.
    Await.until(LIMIT, "it reads", () -> asked(upstream) == before + 3);
    return id;
  }

  private static String ask(Program of) {
    HttpResponse<String> answer = of.send("POST", SYNC, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return parse(answer.body()).path("id").asText();
  }

  private static long asked(UpstreamServer upstream) {
    return upstream.asked.stream().filter(url -> url.startsWith("/held/")).count();
  }

  /** Withdrawn before and after the time for which that is kept. */
  static void makeOld(TestDatabase database) throws SQLException {
    Sql.execute(
        database,
        "UPDATE listing SET updated_at = %d WHERE version = '1.0.0' AND name = 'com.example/by-url'"
            .formatted(daysAgo(31)));
    Sql.execute(
        database,
        "UPDATE listing SET updated_at = %d WHERE version = '1.0.0' AND name = 'com.example/in-git'"
            .formatted(daysAgo(29)));
    Sql.execute(
        database,
        "UPDATE entry SET withdrawn_at = %d WHERE version = '1.0.0' AND source_id = %s"
            .formatted(daysAgo(31), HELD));
    Sql.execute(
        database,
        "UPDATE entry SET withdrawn_at = %d WHERE version = '1.1.0' AND source_id = %s"
            .formatted(daysAgo(29), HELD));
  }

  private static long daysAgo(long days) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().minus(Duration.ofDays(days)));
  }

  /** While the first lives, nothing but the purge happens here. */
  void asksForTheSameJobAndPurgesWhatHasHadItsTime(String job) {
    assertThat(ask(program)).as("the job that runs already").isEqualTo(job);
    RegistryClient mirror = new RegistryClient(program);
    Await.until(
        LIMIT,
        "the oldest tombstone is gone",
        () -> !mirror.list(EVERYTHING, 100).contains("com.example/by-url 1.0.0"));
    assertThat(mirror.list(EVERYTHING, 100))
        .contains("com.example/by-url 2.0.0", "com.example/in-git 1.0.0");
    Await.until(LIMIT, "the oldest entry is gone", () -> entries("1.0.0") == 0);
    assertThat(entries("1.1.0")).isEqualTo(1);
    assertThat(mirror.raw(path("com.example/by-url", "2.0.0")).statusCode()).isEqualTo(200);
    assertThat(program.get("/v1/jobs/" + job).body()).contains("\"status\":\"running\"");
  }

  private long entries(String version) {
    try {
      return Sql.number(
          database,
          "SELECT count(*) FROM entry WHERE version = '%s' AND source_id = %s"
              .formatted(version, HELD));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody who says nothing any more may have stopped, or only be slow. */
  void endsTheJobOfTheDeadProcess(String job) throws SQLException {
    Sql.execute(
        database, "UPDATE job SET heartbeat_at = %d WHERE id = '%s'".formatted(daysAgo(1), job));
    assertThat(ended(job).path("status").asText()).isEqualTo("failed");
    assertThat(ended(job).path("error").asText()).contains("has stopped on the way");
  }

  /** As long as the lease runs, what the other one has staged is its own, and no fault is seen. */
  void leavesTheSourceAloneWhileAnotherHasIt() throws SQLException {
    long before = asked(upstream);
    stage();
    JsonNode refused = ended(ask(program));
    assertThat(refused.path("status").asText()).isEqualTo("failed");
    assertThat(refused.path("error").asText()).contains("another process syncs the source now");
    assertThat(staged()).isEqualTo(1);
    assertThat(asked(upstream)).isEqualTo(before);
    JsonNode status = parse(program.get("/v1/sources/held").body()).path("status");
    assertThat(status.has("lastError")).as(status.toString()).isFalse();
    assertThat(status.path("state").asText()).isEqualTo("loaded");
  }

  /** Once it has run out, the source is read from its beginning. */
  void takesTheSourceOver() throws SQLException {
    Sql.execute(
        database, "UPDATE source SET lease_until = %d WHERE name = 'held'".formatted(daysAgo(1)));
    JsonNode done = ended(ask(program));
    assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("succeeded");
    assertThat(done.path("message").asText()).isEqualTo("3 entries");
    assertThat(staged()).isZero();
    assertThat(program.get("/v1/sources/held/entries").body()).doesNotContain("com.example/half");
    assertThat(Sql.number(database, "SELECT count(lease_owner) FROM source WHERE name = 'held'"))
        .isZero();
  }

  private void stage() throws SQLException {
    Sql.execute(
        database,
        "INSERT INTO staged_entry (id, source_id, place, type, name, version, document,"
            + " search_text, status) SELECT 'half', id, '', 'server', 'com.example/half', '1.0.0',"
            + " '{}', 'half', 'active' FROM source WHERE name = 'held'");
  }

  private long staged() throws SQLException {
    return Sql.number(database, "SELECT count(*) FROM staged_entry WHERE source_id =" + HELD);
  }

  private JsonNode ended(String job) {
    Await.until(
        LIMIT,
        "the job has ended",
        () -> parse(program.get("/v1/jobs/" + job).body()).has("endedAt"));
    return parse(program.get("/v1/jobs/" + job).body());
  }
}
