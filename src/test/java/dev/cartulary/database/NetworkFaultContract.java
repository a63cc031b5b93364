package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.FaultProxy;
import dev.cartulary.testing.FaultProxy.Fault;
import dev.cartulary.testing.FaultProxy.Moment;
import dev.cartulary.testing.FaultTable;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.TimedAnswer;
import dev.cartulary.testing.Troubleshooting;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers and orchestrators see while the network to the database is broken, and after. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NetworkFaultContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POOL_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(1);

  /** What docs/faults.md promises; the tests allow a busy machine as much again and more. */
  private static final Duration PROMISED = POOL_TIMEOUT.plus(SOCKET_TIMEOUT.multipliedBy(3));

  private static final Duration BUSY_MACHINE = Duration.ofSeconds(10);
  private static final String READY = "/q/health/ready";
  private static final String ITEM = "/v1/metadata/system:global/a";
  private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
  private final TestEngine engine;
  private final Pattern commitMessage;
  private TestDatabase database;
  private FaultProxy proxy;
  private Program program;
  private int count;

  /**
   * The contract on an engine.
   *
   * @param commitMessage how a commit looks on the wire, on a connection that has made none yet
   */
  NetworkFaultContract(TestEngine engine, Pattern commitMessage) {
    this.engine = engine;
    this.commitMessage = commitMessage;
  }

  @BeforeAll
  void start() {
    database = TestDatabase.create(engine);
    proxy = new FaultProxy(database.server());
    program =
        Program.start(
            Map.of(
                "DATABASE_URL",
                database.url(proxy),
                "DB_POOL_SIZE",
                "4",
                "DB_POOL_TIMEOUT",
                POOL_TIMEOUT.toSeconds() + "s",
                "DB_CONNECT_TIMEOUT",
                SOCKET_TIMEOUT.toSeconds() + "s",
                "DB_SOCKET_TIMEOUT",
                SOCKET_TIMEOUT.toSeconds() + "s"));
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    if (database != null) {
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "DELAY"},
      mode = EnumSource.Mode.EXCLUDE)
  void aBrokenNetworkIs503InTimeAndHealsByItself(Fault fault) {
    String before = put();
    proxy.begin(fault);
    TimedAnswer put = TimedAnswer.of(() -> send(before + "x"));
    TimedAnswer get = TimedAnswer.of(() -> program.get(ITEM));
    TimedAnswer ready = TimedAnswer.of(() -> program.get(READY));
    proxy.end();

    put.assertUnavailableWithin(PROMISED.plus(BUSY_MACHINE));
    get.assertUnavailableWithin(PROMISED.plus(BUSY_MACHINE));
    assertThat(ready.answer().statusCode()).isEqualTo(503);
    assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
    String back = healed();
    assertThat(program.get(ITEM).body()).doesNotContain("\"" + before + "x\"");
    assertThat(program.output()).doesNotContain("Closing connection in incorrect state");
    if (fault == Fault.STALL_ANSWER) {
      Troubleshooting.assertShown("the-server-does-not-answer", program.output());
    }
    record(name(fault), put, get, "DOWN", back);
  }

  @Test
  void aSlowNetworkSlowsRequestsAndNothingElse() {
    put();
    proxy.begin(Fault.DELAY);
    TimedAnswer put = TimedAnswer.of(() -> send("slow"));
    TimedAnswer get = TimedAnswer.of(() -> program.get(ITEM));
    TimedAnswer ready = TimedAnswer.of(() -> program.get(READY));
    proxy.end();
    assertThat(put.answer().statusCode()).isEqualTo(200);
    assertThat(get.answer().body()).contains("\"slow\"");
    assertThat(ready.answer().statusCode()).isEqualTo(200);
    record(name(Fault.DELAY), put, get, "UP", healed());
  }

  @Test
  void aCommitThatNeverReachesTheDatabaseHasAnUnknownOutcomeAndChangesNothing() {
    String before = put();
    TimedAnswer put = putBrokenAt(Moment.BEFORE_DELIVERY, "never");
    assertThat(program.get(ITEM).body()).contains("\"" + before + "\"");
    record("reset before a commit is delivered", put, "the old value");
  }

  @Test
  void aCommitWhoseAnswerIsLostHasAnUnknownOutcomeAndIsNeverAppliedTwice() {
    put();
    String etag = program.get(ITEM).headers().firstValue("ETag").orElseThrow();
    TimedAnswer put = putBrokenAt(Moment.BEFORE_THE_ANSWER, "once", "If-Match", etag);
    HttpResponse<String> item = program.get(ITEM);
    assertThat(item.body()).contains("\"once\"");
    assertThat(send("once", "If-Match", etag).statusCode()).isEqualTo(412);
    assertThat(program.get(ITEM).headers().firstValue("ETag"))
        .isEqualTo(item.headers().firstValue("ETag"));
    record("reset before a commit is answered", put, "the new value, once");
  }

  @ParameterizedTest
  @EnumSource
  void aPutWithAKeyIsSentAgainAndAppliedOnce(Moment moment) {
    put();
    long version = version(program.get(ITEM));
    String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};

    TimedAnswer put = putBrokenAt(moment, "keyed", key);
    HttpResponse<String> again = send("keyed", key);

    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.headers().firstValue("Idempotency-Replayed"))
        .isEqualTo(
            moment == Moment.BEFORE_THE_ANSWER ? Optional.of("true") : Optional.<String>empty());
    assertThat(version(again)).isEqualTo(version + 1);
    assertThat(send("keyed", key).body()).isEqualTo(again.body());
    assertThat(program.get(ITEM).body()).isEqualTo(again.body()).contains("\"keyed\"");
    record(
        moment == Moment.BEFORE_DELIVERY
            ? "reset before a commit with a key is delivered"
            : "reset before a commit with a key is answered",
        put,
        "sent again: the new value, once");
  }

  private static long version(HttpResponse<String> item) {
    Matcher matcher = VERSION.matcher(item.body());
    assertThat(matcher.find()).as(item.body()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private TimedAnswer putBrokenAt(Moment moment, String value, String... headers) {
    // Fresh connections: one that has committed before names its commit by a number.
    proxy.begin(Fault.RESET);
    proxy.end();
    proxy.breakAt(commitMessage, value, moment);
    TimedAnswer put = TimedAnswer.of(() -> send(value, headers));
    // The pool may hold several connections that do not know yet that they are broken.
    for (int dead = 0; put.answer().body().contains("database_unavailable") && dead < 20; dead++) {
      put = TimedAnswer.of(() -> send(value, headers));
    }
    HttpResponse<String> answer = put.answer();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.body()).contains("\"outcome_unknown\"", "Idempotency-Key", "If-Match");
    Troubleshooting.assertShown("whether-a-change-was-made-is-unknown", answer.body());
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    healed();
    return put;
  }

  /** Waits until all is as it was before the fault, and says how long requests took to succeed. */
  private String healed() {
    long end = System.nanoTime();
    Await.until(LIMIT, "a get succeeds", () -> program.get(ITEM).statusCode() == 200);
    Duration took = Duration.ofNanos(System.nanoTime() - end);
    Await.until(LIMIT, "readiness is UP", () -> program.get(READY).statusCode() == 200);
    program.awaitPoolAtRest();
    return FaultTable.seconds(took);
  }

  /** Puts a value of its own and gives it. */
  private String put() {
    String value = "value" + ++count;
    Await.until(LIMIT, "a put succeeds", () -> send(value).statusCode() / 100 == 2);
    return value;
  }

  private HttpResponse<String> send(String value, String... headers) {
    return program.send("PUT", ITEM, "{\"value\":\"" + value + "\"}", headers);
  }

  private static String name(Fault fault) {
    return switch (fault) {
      case NONE -> "none";
      case DELAY -> "delayed by " + FaultProxy.DELAY.toMillis() + " ms";
      case STALL_REQUEST -> "stalled in the middle of a request";
      case STALL_ANSWER -> "stalled in the middle of an answer";
      case CUT -> "closed";
      case RESET -> "reset";
      case REFUSE -> "refused";
    };
  }

  private void record(
      String fault, TimedAnswer put, TimedAnswer get, String readiness, String back) {
    FaultTable.add(
        new FaultTable.Row(
            engine,
            "network: " + fault,
            put.toString(),
            get.toString(),
            readiness,
            back,
            "pool at rest"));
  }

  private void record(String fault, TimedAnswer put, String rest) {
    FaultTable.add(
        new FaultTable.Row(
            engine, "network: " + fault, put.toString(), "–", "–", "–", "pool at rest, " + rest));
  }
}
