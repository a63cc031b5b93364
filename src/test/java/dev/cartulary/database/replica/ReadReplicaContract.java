package dev.cartulary.database.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ReplicatedServers;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reads go to a replica while it can be used, and to the primary otherwise or when asked to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadReplicaContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String OWNER = "/v1/metadata/system:global";
  private static final String ITEM = OWNER + "/a";
  private static final String READY = "/q/health/ready";
  private static final String[] ANEW = {"Cache-Control", "no-cache"};

  private final TestEngine engine;
  private ReplicatedServers servers;

  ReadReplicaContract(TestEngine engine) {
    this.engine = engine;
  }

  @BeforeAll
  void startServers() {
    servers = ReplicatedServers.start(engine);
  }

  @AfterAll
  void stopServers() {
    servers.close();
  }

  @Test
  void readsComeFromTheReplicaWhileItCanBeUsed() {
    TestDatabase database = servers.database();
    try (Program program = Program.start(settings(database.url(servers.standby())))) {
      put(program, "1");
      awaitReplica(program, "in use");
      awaitValue(program, "1");

      servers.pause();
      HttpResponse<String> second = put(program, "2");
      assertThat(program.get(ITEM).body()).contains("\"value\":\"1\"");
      assertThat(program.get(OWNER).body()).contains("\"value\":\"1\"");
      assertThat(program.get(ITEM, ANEW).body()).contains("\"value\":\"2\"");
      assertThat(program.get(OWNER, ANEW).body()).contains("\"value\":\"2\"");
      String etag = second.headers().firstValue("ETag").orElseThrow();
      assertThat(program.get(ITEM, "If-Match", etag).statusCode()).isEqualTo(200);
      HttpResponse<String> third = program.send("PUT", ITEM, "{\"value\":\"3\"}", "If-Match", etag);
      assertThat(third.statusCode()).as(third.body()).isEqualTo(200);
      servers.resume();
      awaitValue(program, "3");
      assertThat(program.get("/v0.1/servers").statusCode()).isEqualTo(200);
      assertThat(program.get("/q/metrics").body())
          .containsPattern("cartulary_pool_connections\\{pool=\"replica\",state=\"max\",?} 3");

      servers.standby().kill();
      for (int i = 0; i < 20; i++) {
        HttpResponse<String> answer = program.get(ITEM);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"value\":\"3\"");
      }
      awaitReplica(program, "the database cannot be reached; the log says more");

      servers.standby().startAgain();
      awaitReplica(program, "in use");
      assertThat(program.get(ITEM).body()).contains("\"value\":\"3\"");
    }
  }

  @Test
  void connectionsToTheReplicaThatWereEndedAreReplaced() {
    try (TestDatabase replica = TestDatabase.on(engine, servers.primary());
        Program program =
            Program.start(
                Map.of(
                    "DATABASE_URL",
                    replica.url(),
                    "DATABASE_READ_URL",
                    replica.url(),
                    "DB_POOL_SIZE",
                    "1"))) {
      awaitReplica(program, "in use");
      List<Long> before = replica.connections();
      replica.endConnections();
      // One of the primary's pool, which readiness uses, and one of the replica's.
      Await.until(
          LIMIT,
          "there are two new connections",
          () -> {
            program.awaitReady();
            List<Long> now = replica.connections();
            return now.size() == 2 && Collections.disjoint(before, now);
          });
      awaitReplica(program, "in use");
    }
  }

  @Test
  void aReplicaWithAnotherSchemaIsNotRead() {
    try (TestDatabase empty = TestDatabase.on(engine, servers.primary());
        Program program = Program.start(settings(empty.url()))) {
      put(program, "4");
      awaitReplica(program, "its schema is not the one that this program reads");
      assertThat(program.get(ITEM).body()).contains("\"value\":\"4\"");
    }
  }

  private Map<String, String> settings(String readUrl) {
    return Map.of(
        "DATABASE_URL",
        servers.database().url(),
        "DATABASE_READ_URL",
        readUrl,
        "DB_READ_POOL_SIZE",
        "3");
  }

  private static HttpResponse<String> put(Program program, String value) {
    HttpResponse<String> answer = program.send("PUT", ITEM, "{\"value\":\"" + value + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return answer;
  }

  private static void awaitValue(Program program, String value) {
    Await.until(
        LIMIT,
        "the replica has " + value,
        () -> program.get(ITEM).body().contains("\"value\":\"" + value + "\""));
  }

  /** Waits for what readiness says of the replica; it is UP whatever it says. */
  private static void awaitReplica(Program program, String state) {
    Await.until(
        LIMIT,
        "the replica is: " + state,
        () -> {
          HttpResponse<String> ready = program.get(READY);
          assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
          return ready.body().replace("\": \"", "\":\"").contains("\"replica\":\"" + state);
        });
  }
}
