package dev.cartulary.registry;

import static dev.cartulary.registry.RegistryClient.official;
import static dev.cartulary.registry.RegistryClient.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
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
 * saw, beside a registry whose sources and their order change at random while it reads.
 */
abstract class MirrorContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 20;
  private static final int STEPS_PER_ROUND = 50;
  private static final List<String> STATUSES = List.of("active", "deprecated", "deleted");
  private static final long SEED = 20261127;

  private final CatalogFixture fixture =
      new CatalogFixture(Program.emptyDirectory())
          .source("a")
          .source("b")
          .source("c")
          .registry("default", "a", "b", "c");

  private final Random random = new Random(SEED);
  private final Map<String, Map<String, String>> sources = new TreeMap<>();
  private final List<String> order = new ArrayList<>(List.of("a", "b", "c"));

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
    step();
    writeAll();
    return List.of("--config", fixture.configuration());
  }

  @Test
  void mirrorThatPollsEqualsTheRegistryAtTheEnd() {
    RegistryClient upstream = new RegistryClient(server).registry("mirrored");
    define();
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
    Await.until(
        LIMIT,
        "the registry shows the last state of its sources, in their last order",
        () -> upstream.list("", 100).equals(expected()));
    poll(upstream);
    assertThat(mirror).as("seed " + SEED).isEqualTo(shown(upstream, "&include_deleted=true"));
    assertThat(mirror.values()).anyMatch(state -> state.contains("deleted"));
  }

  /** One change of one version in one source. */
  private void step() {
    Map<String, String> source = sources.get(List.of("a", "b", "c").get(random.nextInt(3)));
    String name = "com.example/s" + random.nextInt(12);
    String version = random.nextInt(4) + ".0." + random.nextInt(2);
    if (source != null && random.nextInt(3) == 0) {
      source.keySet().removeIf(key -> key.startsWith(name + " "));
    } else if (source != null) {
      String status = STATUSES.get(random.nextInt(3));
      source.put(
          name + " " + version,
          "{\"server\":%s,\"_meta\":{\"io.modelcontextprotocol.registry/official\":{\"status\":\"%s\"}}}"
              .formatted(
                  CatalogFixture.server(name, version, "text " + random.nextInt(3)), status));
    }
  }

  private void writeAll() {
    sources.forEach((name, entries) ->
        fixture.writeText(name, "{\"servers\":[" + String.join(",", entries.values()) + "]}"));
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
