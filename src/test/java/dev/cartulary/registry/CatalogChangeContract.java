package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static dev.cartulary.registry.RegistryClient.documents;
import static dev.cartulary.registry.RegistryClient.official;
import static dev.cartulary.registry.RegistryClient.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a catalog when its file, the configuration or the process changes. */
abstract class CatalogChangeContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Optional<Path> REAL = realCatalog();

  final Path directory = Program.emptyDirectory();
  private final CatalogFixture changing =
      new CatalogFixture(directory)
          .source("changed")
          .source("broken")
          .source("answer")
          .registry("answer", "answer")
          .registry("changed", "changed")
          .registry("broken", "broken");

  CatalogChangeContract(TestEngine engine) {
    super(engine);
  }

  /** A registry for each of the tests that share the server. */
  @Override
  protected List<String> arguments() {
    changing
        .write(
            "changed",
            server("com.example/kept", "1.0.0"),
            server("com.example/changed", "1.0.0", "before"),
            server("com.example/gone", "1.0.0"),
            server("com.example/grows", "1.0.0"))
        .write("broken", server("com.example/one", "1.0.0"))
        .writeText("answer", answer("active", "", "2025-01-01T00:00:00Z"));
    if (REAL.isPresent()) {
      changing.source("real", REAL.get().toAbsolutePath()).registry("real", "real");
    }
    return List.of("--config", changing.configuration());
  }

  private static Optional<Path> realCatalog() {
    return Optional.ofNullable(System.getProperty("cartulary.catalog"))
        .map(Path::of)
        .filter(Files::isReadable);
  }

  @Test
  void changedFileIsServedWithoutARestart() {
    RegistryClient client = new RegistryClient(server).registry("changed");
    JsonNode kept = client.get(path("com.example/kept", "1.0.0"));
    JsonNode changed = official(client.get(path("com.example/changed", "1.0.0")));

    changing.write(
        "changed",
        server("com.example/grows", "1.10.0"),
        server("com.example/changed", "1.0.0", "after"),
        server("com.example/kept", "1.0.0"),
        server("com.example/grows", "1.0.0"));
    awaitList(
        client,
        "com.example/changed 1.0.0",
        "com.example/grows 1.0.0",
        "com.example/grows 1.10.0",
        "com.example/kept 1.0.0");

    assertThat(client.get(path("com.example/kept", "1.0.0"))).isEqualTo(kept);
    JsonNode after = client.get(path("com.example/changed", "1.0.0"));
    assertThat(after.at("/server/description").asText()).isEqualTo("after");
    assertThat(official(after).path("publishedAt")).isEqualTo(changed.path("publishedAt"));
    assertThat(official(after).path("updatedAt").asText())
        .isGreaterThan(changed.path("updatedAt").asText());
    assertThat(client.list("&search=grows&version=latest", 1))
        .containsExactly("com.example/grows 1.10.0");
    assertThat(client.raw(path("com.example/gone", "latest")).statusCode()).isEqualTo(404);
    String since = official(after).path("updatedAt").asText();
    assertThat(client.list("&updated_since=" + since, 1))
        .containsExactly(
            "com.example/changed 1.0.0",
            "com.example/gone 1.0.0", // as deleted
            "com.example/grows 1.0.0", // no longer the latest
            "com.example/grows 1.10.0");
  }

  /** A dump of the official registry, for example. */
  private static String answer(String status, String message, String statusChangedAt) {
    return """
    {"servers": [{"server": %s, "_meta": {"io.modelcontextprotocol.registry/official":
      {"status": "%s", "statusMessage": "%s", "statusChangedAt": "%s",
       "publishedAt": "2024-12-31T23:59:59.123456789Z", "updatedAt": "2025-01-01T00:00:00Z"}}}]}
    """
        .formatted(server("com.example/told", "1.0.0"), status, message, statusChangedAt);
  }

  @Test
  void whatAnotherRegistrySaidOfAVersionIsKept() {
    RegistryClient client = new RegistryClient(server).registry("answer");
    String path = path("com.example/told", "1.0.0");
    JsonNode before = official(client.get(path));
    assertThat(before.path("status").asText()).isEqualTo("active");
    assertThat(before.has("statusMessage")).isFalse();
    assertThat(before.path("publishedAt").asText()).isEqualTo("2024-12-31T23:59:59.123456Z");
    assertThat(before.path("statusChangedAt").asText()).startsWith("2025-01-01T00:00:00");
    assertThat(before.path("updatedAt").asText()).isGreaterThan("2026");

    changing.writeText("answer", answer("deprecated", "use another", "2025-02-01T00:00:00Z"));
    Await.until(
        LIMIT,
        "the status is the new one",
        () -> official(client.get(path)).path("status").asText().equals("deprecated"));
    JsonNode after = official(client.get(path));
    assertThat(after.path("statusMessage").asText()).isEqualTo("use another");
    assertThat(after.path("publishedAt")).isEqualTo(before.path("publishedAt"));
    assertThat(after.path("statusChangedAt").asText()).startsWith("2025-02-01T00:00:00");
    assertThat(after.path("updatedAt").asText()).isGreaterThan(before.path("updatedAt").asText());
  }

  @Test
  void fileThatCannotBeUsedLeavesTheLastGoodState() throws IOException {
    RegistryClient client = new RegistryClient(server).registry("broken");
    Path file = changing.file("broken");

    changing.writeText("broken", "{\"version\":\"1.0.0\",\"meta");
    awaitLog(server, "broken", file + ": it is not valid JSON");
    awaitState(server, "broken", "stale");
    changing.writeText("broken", "{\"data\":{\"servers\":[]}}");
    awaitLog(server, "broken", file + ": it is not a catalog");
    Files.delete(file);
    awaitLog(server, "broken", "the file " + file + " does not exist");
    assertThat(RegistryContract.sources(server).toString())
        .contains("stale")
        .doesNotContain(file.toString(), "not exist"); // anybody may read it
    assertThat(client.list("", 1)).containsExactly("com.example/one 1.0.0");
    assertThat(server.get("/q/health/ready").statusCode()).isEqualTo(200);

    changing.write("broken", server("com.example/two", "1.0.0"));
    awaitList(client, "com.example/two 1.0.0");
    awaitState(server, "broken", "loaded");
  }

  @Test
  void theNextProcessesServeWhatWasLoadedOnceAndOnlyWhatTheConfigurationNames(@TempDir Path files)
      throws IOException {
    CatalogFixture both =
        new CatalogFixture(files)
            .source("a")
            .source("b")
            .registry("default", "a", "b")
            .registry("old", "b")
            .write("a", server("com.example/a", "1.0.0"))
            .write("b", server("com.example/b", "1.0.0"));
    String one = path("com.example/a", "1.0.0");
    try (TestDatabase kept = TestDatabase.create(engine)) {
      JsonNode before;
      try (Program first = Program.start(kept, "--config", both.configuration())) {
        before = new RegistryClient(first).get(one);
        assertThat(new RegistryClient(first).registry("old").list("", 1)).hasSize(1);
      }
      try (Program second = Program.start(kept, "--config", both.configuration())) {
        assertThat(new RegistryClient(second).get(one)).isEqualTo(before);
        assertThat(second.output()).doesNotContain("1 entries from");
      }
      Files.delete(both.file("a"));
      CatalogFixture less =
          new CatalogFixture(files).source("a").registry("new", "a").registry("other", "a");
      try (Program third = Program.start(kept, "--config", less.configuration())) {
        awaitLog(third, "a", "the file " + both.file("a") + " does not exist");
        awaitState(third, "a", "stale");
        RegistryClient client = new RegistryClient(third);
        // Not updatedAt: it is when the registry came to show the version, and this is another one.
        assertThat(client.get(one).path("server")).isEqualTo(before.path("server"));
        assertThat(official(client.get(one)).path("publishedAt"))
            .isEqualTo(official(before).path("publishedAt"));
        assertThat(client.list("", 1)).containsExactly("com.example/a 1.0.0");
        assertThat(client.registry("new").list("", 1)).hasSize(1);
        assertThat(client.registry("old").raw("").statusCode()).isEqualTo(404);
        assertThat(client.registry("default").raw("").statusCode()).isEqualTo(404);
      }
    }
  }

  @Test
  void processesThatStartAtOnceEndWell(@TempDir Path files) {
    String configuration =
        new CatalogFixture(files)
            .source("a")
            .source("b")
            .registry("default", "b", "a")
            .write("a", server("com.example/a", "1.0.0"), server("com.example/c", "1.0.0"))
            .write("b", server("com.example/b", "1.0.0"))
            .configuration();
    List<Program> programs = new ArrayList<>();
    try (TestDatabase empty = TestDatabase.create(engine)) {
      try {
        for (int i = 0; i < 3; i++) {
          programs.add(
              Program.startWithoutWaiting(
                  Map.of("DATABASE_URL", empty.url()), "--config", configuration));
        }
        for (Program program : programs) {
          program.awaitReady();
          assertThat(new RegistryClient(program).list("", 2))
              .containsExactly("com.example/a 1.0.0", "com.example/b 1.0.0", "com.example/c 1.0.0");
        }
      } finally {
        programs.forEach(Program::close);
      }
    }
  }

  @Test
  void everyServerOfTheRealCatalogIsServedAsItCame() throws IOException {
    assumeTrue(REAL.isPresent(), "-Dcartulary.catalog names no readable catalog of 196 servers");
    List<List<String>> written = documents(Files.readString(REAL.orElseThrow()), "servers");
    assertThat(written).hasSize(196);
    RegistryClient client = new RegistryClient(server).registry("real");
    for (int limit : new int[] {1, 7, 30, 99, 100}) {
      List<List<String>> served =
          client.pages("", limit).stream()
              .flatMap(page -> documents(page, "server").stream())
              .toList();
      assertThat(served).as("limit " + limit).containsExactlyInAnyOrderElementsOf(written);
    }
    for (String label : client.list("", 100)) {
      String[] parts = label.split(" ", 2);
      assertThat(written).containsAll(documents(client.body(path(parts[0], parts[1])), "server"));
    }
  }

  private static void awaitList(RegistryClient client, String... expected) {
    Await.until(
        LIMIT,
        "the list is " + List.of(expected),
        () -> client.list("", 100).equals(List.of(expected)));
  }

  static void awaitState(Program program, String source, String state) {
    Await.until(
        LIMIT,
        "source " + source + " is " + state,
        () -> RegistryContract.sources(program).path(source + ".state").asText().equals(state));
  }

  static void awaitLog(Program program, String source, String problem) {
    Await.until(
        LIMIT,
        "the log says of source " + source + ": " + problem,
        () -> program.output().contains("Source " + source + ": " + problem));
  }
}
