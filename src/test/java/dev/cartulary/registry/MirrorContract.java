package dev.cartulary.registry;

import static dev.cartulary.registry.RegistryClient.official;
import static dev.cartulary.registry.RegistryClient.parse;
import static dev.cartulary.registry.RegistryClient.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A mirror that knows nothing but {@code updated_since}, and goes on from the last time that it
 * saw, beside a registry to which people publish, and whose sources and their order change at
 * random while it reads; and a second registry that has the first as its source.
 */
abstract class MirrorContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 20;
  private static final int STEPS_PER_ROUND = 50;
  private static final String SCHEMA =
      "{\"$schema\":\"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json\",";
  private static final String PEOPLE = "people";
  private static final List<String> NAMES = List.of("a", "b", "c", PEOPLE);
  private static final List<String> STATUSES = List.of("active", "deprecated", "deleted");
  private static final long SEED = 20261127;

  private final CatalogFixture fixture =
      new CatalogFixture(Program.emptyDirectory())
          .source("a")
          .source("b")
          .source("c")
          .managed(PEOPLE)
          .registry("default", "a", "b", "c");

  private final Random random = new Random(SEED);
  private final Map<String, Map<String, String>> sources = new TreeMap<>();
  private final List<String> order = new ArrayList<>(NAMES);

  /** What the mirror has: document, status and whether it is the latest, by name and version. */
  private final Map<String, String> mirror = new TreeMap<>();

  private String since = "2000-01-01T00:00:00Z";

  MirrorContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("AUTH_MODE", "anonymous");
  }

  @Override
  protected List<String> arguments() {
    order.forEach(source -> sources.put(source, new TreeMap<>()));
    writeAll();
    return List.of("--config", fixture.configuration());
  }

  @Test
  void mirrorsThatPollEqualTheRegistryAtTheEnd() throws Exception {
    RegistryClient upstream = new RegistryClient(server).registry("mirrored");
    define();
    try (TestDatabase of = TestDatabase.create(engine);
        Program second = second(of)) {
      change(upstream);
      Await.until(
          LIMIT,
          "the registry shows the last state of its sources, in their last order",
          () -> upstream.list("", 100).equals(expected()));
      poll(upstream);
      assertThat(mirror).as("seed " + SEED).isEqualTo(shown(upstream, "&include_deleted=true"));
      assertThat(mirror.values()).anyMatch(state -> state.contains("deleted"));
      assertThat(sources.getOrDefault(PEOPLE, Map.of()))
          .as("what was published")
          .hasSizeGreaterThan(10);
      RegistryClient downstream = new RegistryClient(second);
      Await.until(
          LIMIT,
          "the registry that has it as its source shows as many",
          () -> shown(downstream, "&include_deleted=true").size() == mirror.size());
      long end = System.nanoTime() + LIMIT.toNanos();
      Map<String, String> same = comparable(mirror);
      Map<String, String> last;
      do {
        last = comparable(shown(downstream, "&include_deleted=true"));
      } while (!last.equals(same) && System.nanoTime() < end);
      assertThat(last).isEqualTo(same);
    }
  }

  /** Which of versions that are all deleted was the latest, each registry says for itself. */
  private static Map<String, String> comparable(Map<String, String> states) {
    Map<String, String> comparable = new TreeMap<>(states);
    comparable.replaceAll((key, state) -> state.replaceFirst("^deleted true", "deleted false"));
    return comparable;
  }

  /** A registry whose only source is the one that changes. */
  private Program second(TestDatabase of) throws Exception {
    Path configuration =
        Files.writeString(
            Program.emptyDirectory().resolve("cartulary.yaml"),
            """
            sources:
              - name: first
                api: {endpoint: 'http://127.0.0.1:%d/registry/mirrored'}
                syncPolicy: {interval: 1s}
                allowPrivateNetwork: true
            """
                .formatted(server.port()));
    return Program.start(
        Map.of("DATABASE_URL", of.url(), "AUTH_MODE", "anonymous"),
        "--config",
        configuration.toString());
  }

  private void change(RegistryClient upstream) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < STEPS_PER_ROUND; i++) {
        step();
      }
      writeAll();
      if (random.nextInt(3) == 0) {
        Collections.shuffle(order, random);
        define();
      }
      long end = System.nanoTime() + Duration.ofMillis(900).toNanos();
      do {
        poll(upstream);
      } while (System.nanoTime() < end);
    }
  }

  /** One change of one version in one source. */
  private void step() {
    String source = NAMES.get(random.nextInt(NAMES.size()));
    Map<String, String> entries = sources.getOrDefault(source, new TreeMap<>());
    String name = "com.example/s" + random.nextInt(12);
    String version = random.nextInt(4) + ".0." + random.nextInt(2);
    String status = STATUSES.get(random.nextInt(3));
    String document = CatalogFixture.server(name, version, "text " + random.nextInt(3));
    if (source.equals(PEOPLE)) {
      publish(entries, name + " " + version, document, status);
    } else if (random.nextInt(3) == 0) {
      entries.keySet().removeIf(key -> key.startsWith(name + " "));
    } else {
      entries.put(name + " " + version, entry(document, status));
    }
  }

  private static String entry(String document, String status) {
    return "{\"server\":%s,\"_meta\":{\"io.modelcontextprotocol.registry/official\":{\"status\":\"%s\"}}}"
        .formatted(document, status);
  }

  /** What somebody does: a version is published once, and then has one status or another. */
  private void publish(Map<String, String> entries, String key, String document, String status) {
    String before = entries.get(key);
    if (before == null) {
      String whole = SCHEMA + document.substring(1);
      if (taken(server.send("POST", "/registry/mirrored/v0.1/publish", whole))) {
        entries.put(key, entry(whole, "active"));
      }
    } else if (!before.contains("\"status\":\"" + status + "\"")) {
      String[] parts = key.split(" ", -1);
      HttpResponse<String> answer =
          server.send(
              "PATCH",
              "/registry/mirrored/v0.1/servers" + path(parts[0], parts[1]) + "/status",
              "{\"status\":\"" + status + "\"}");
      if (taken(answer)) {
        String kept = before.substring("{\"server\":".length(), before.indexOf(",\"_meta\""));
        entries.put(key, entry(kept, status));
      }
    }
  }

  /** Nobody changes what another source of the registry covers. */
  private static boolean taken(HttpResponse<String> answer) {
    boolean covered = answer.statusCode() == 409 && answer.body().contains("comes before");
    assertThat(covered || answer.statusCode() == 200).as(answer.body()).isTrue();
    return !covered;
  }

  private void writeAll() {
    sources.forEach((name, entries) -> {
      if (!name.equals(PEOPLE)) {
        fixture.writeText(name, "{\"servers\":[" + String.join(",", entries.values()) + "]}");
      }
    });
  }

  private void define() {
    String body = "{\"sources\":[\"" + String.join("\",\"", order) + "\"]}";
    HttpResponse<String> answer = server.send("PUT", "/v1/registries/mirrored", body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
  }

  /** Reads what has changed, page by page. */
  private void poll(RegistryClient upstream) {
    String cursor = "";
    String last = since;
    while (true) {
      HttpResponse<String> answer = upstream.raw("?limit=7&updated_since=" + since + cursor);
      if (answer.statusCode() == 503) {
        return; // not ready: what was read so far is read again
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode page = parse(answer.body());
      for (JsonNode server : page.path("servers")) {
        mirror.put(key(server), state(server));
        String updated = official(server).path("updatedAt").asText();
        last = updated.compareTo(last) > 0 ? updated : last;
      }
      if (!page.at("/metadata").has("nextCursor")) {
        since = last;
        return;
      }
      cursor = "&cursor=" + page.at("/metadata/nextCursor").asText();
    }
  }

  private Map<String, String> shown(RegistryClient upstream, String filter) {
    Map<String, String> shown = new TreeMap<>();
    for (String page : upstream.pages(filter, 100)) {
      parse(page).path("servers").forEach(server -> shown.put(key(server), state(server)));
    }
    return shown;
  }

  /** What the registry must show: names and versions that are not deleted, of who wins the name. */
  private List<String> expected() {
    Map<String, String> winners = new TreeMap<>();
    for (String source : order) {
      sources.getOrDefault(source, Map.of()).keySet().stream()
          .map(key -> key.substring(0, key.indexOf(' ')))
          .forEach(name -> winners.putIfAbsent(name, source));
    }
    List<String> expected = new ArrayList<>();
    winners.forEach((name, source) ->
        sources
            .getOrDefault(source, Map.of())
            .forEach((key, entry) -> {
              if (key.startsWith(name + " ") && !entry.contains("\"deleted\"")) {
                expected.add(key);
              }
            }));
    return expected;
  }

  private static String key(JsonNode server) {
    return server.at("/server/name").asText() + " " + server.at("/server/version").asText();
  }

  private static String state(JsonNode server) {
    return official(server).path("status").asText()
        + " "
        + official(server).path("isLatest").asText()
        + " "
        + server.path("server");
  }
}
