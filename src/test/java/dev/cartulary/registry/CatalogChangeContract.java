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
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a catalog when its file, the configuration or the process changes. */
abstract class CatalogChangeContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestEngine engine;
  private TestDatabase database;
  private CatalogFixture fixture;
  @TempDir Path directory;

  CatalogChangeContract(TestEngine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void create() {
    database = TestDatabase.create(engine);
    fixture = new CatalogFixture(directory);
  }

  @AfterEach
  void drop() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void sampleIsServedWhenNothingIsConfigured() {
    try (Program program = Program.start(database)) {
      RegistryClient client = new RegistryClient(program);
      assertThat(client.list("&version=latest", 5)).hasSizeGreaterThan(10);
      assertThat(client.registry("default").list("", 100)).hasSizeGreaterThan(11);
      assertThat(program.output()).contains("serving the sample catalog").contains("--config");
    }
  }

  @Test
  void changedFileIsServedWithoutARestart() {
    fixture
        .source("a")
        .write(
            "a",
            server("com.example/kept", "1.0.0"),
            server("com.example/changed", "1.0.0", "before"),
            server("com.example/gone", "1.0.0"),
            server("com.example/grows", "1.0.0"));
    try (Program program = start()) {
      RegistryClient client = new RegistryClient(program);
      JsonNode kept = client.get(path("com.example/kept", "1.0.0"));
      JsonNode changed = official(client.get(path("com.example/changed", "1.0.0")));

      fixture.write(
          "a",
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
          .containsExactly("com.example/changed 1.0.0", "com.example/grows 1.10.0");
    }
  }

  @Test
  void fileThatCannotBeUsedLeavesTheLastGoodState() throws IOException {
    fixture.source("a").write("a", server("com.example/one", "1.0.0"));
    try (Program program = start()) {
      RegistryClient client = new RegistryClient(program);

      fixture.writeText("a", "{\"version\":\"1.0.0\",\"meta");
      awaitState(program, "stale: " + fixture.file("a") + ": it is not valid JSON");
      fixture.writeText("a", "{\"data\":{\"servers\":[]}}");
      awaitState(program, "stale: " + fixture.file("a") + ": it is not a catalog");
      Files.delete(fixture.file("a"));
      awaitState(program, "stale: the file " + fixture.file("a") + " does not exist");
      assertThat(client.list("", 1)).containsExactly("com.example/one 1.0.0");
      assertThat(program.get("/q/health/ready").statusCode()).isEqualTo(200);

      fixture.write("a", server("com.example/two", "1.0.0"));
      awaitList(client, "com.example/two 1.0.0");
      awaitState(program, "loaded");
    }
  }

  @Test
  void whatWasLoadedOnceIsServedByTheNextProcessWithoutItsFile() throws IOException {
    fixture.source("a").write("a", server("com.example/one", "1.0.0"));
    JsonNode before;
    try (Program program = start()) {
      before = new RegistryClient(program).get(path("com.example/one", "1.0.0"));
    }
    try (Program program = start()) {
      assertThat(new RegistryClient(program).get(path("com.example/one", "1.0.0")))
          .isEqualTo(before);
      assertThat(program.output()).doesNotContain("1 entries from");
    }
    Files.delete(fixture.file("a"));
    try (Program program = start()) {
      awaitState(program, "stale: the file " + fixture.file("a") + " does not exist");
      assertThat(new RegistryClient(program).get(path("com.example/one", "1.0.0")))
          .isEqualTo(before);
    }
  }

  @Test
  void readinessWaitsForTheFirstLoad() {
    fixture.source("a");
    try (Program program =
        Program.startListening(
            Map.of("DATABASE_URL", database.url()), "--config", fixture.configuration())) {
      awaitState(program, "failed: the file " + fixture.file("a") + " does not exist");
      assertThat(program.get("/q/health/ready").statusCode()).isEqualTo(503);
      assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(new RegistryClient(program).list("", 1)).isEmpty();

      fixture.write("a", server("com.example/one", "1.0.0"));
      program.awaitReady();
      assertThat(new RegistryClient(program).list("", 1)).containsExactly("com.example/one 1.0.0");
    }
  }

  @Test
  void whatVanishesFromTheConfigurationIsRemoved() {
    fixture
        .source("a")
        .source("b")
        .registry("default", "a", "b")
        .registry("old", "b")
        .write("a", server("com.example/a", "1.0.0"))
        .write("b", server("com.example/b", "1.0.0"));
    try (Program program = start()) {
      assertThat(new RegistryClient(program).registry("old").list("", 1)).hasSize(1);
    }
    fixture = new CatalogFixture(directory).source("a").registry("new", "a").registry("other", "a");
    try (Program program = start()) {
      RegistryClient client = new RegistryClient(program);
      assertThat(client.list("", 1)).containsExactly("com.example/a 1.0.0");
      assertThat(client.registry("new").list("", 1)).hasSize(1);
      assertThat(client.registry("old").raw("").statusCode()).isEqualTo(404);
      assertThat(client.registry("default").raw("").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void wrongSourcesStopTheProgramBeforeItTouchesAnything() throws IOException {
    Path yaml =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            "sources:\n  - name: a\n    managed: {}\nregistries:\n  - name: r\n    sources: [b]\n");
    Program.Result result = Program.run(database, "--config", yaml.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stderr())
        .contains("sources[0].managed (line 3): this version serves file sources only.")
        .contains("registries[0].sources[0] (line 6) is \"b\": there is no source of this name.");
  }

  @Test
  void processesThatStartAtOnceEndWell() {
    fixture
        .source("a")
        .source("b")
        .registry("default", "b", "a")
        .write("a", server("com.example/a", "1.0.0"), server("com.example/c", "1.0.0"))
        .write("b", server("com.example/b", "1.0.0"));
    String configuration = fixture.configuration();
    List<Program> programs = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        programs.add(
            Program.startWithoutWaiting(
                Map.of("DATABASE_URL", database.url()), "--config", configuration));
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

  @Test
  void everyServerOfTheRealCatalogIsServedAsItCame() throws IOException {
    String file = System.getProperty("cartulary.catalog");
    assumeTrue(
        file != null && Files.isReadable(Path.of(file)),
        "-Dcartulary.catalog names no readable catalog of 196 servers");
    List<List<String>> written = documents(Files.readString(Path.of(file)), "servers");
    assertThat(written).hasSize(196);
    fixture.source("real", Path.of(file).toAbsolutePath());
    try (Program program = start()) {
      RegistryClient client = new RegistryClient(program);
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
  }

  private Program start() {
    return Program.start(database, "--config", fixture.configuration());
  }

  private static void awaitList(RegistryClient client, String... expected) {
    Await.until(
        LIMIT,
        "the list is " + List.of(expected),
        () -> client.list("", 100).equals(List.of(expected)));
  }

  private static void awaitState(Program program, String state) {
    Await.until(
        LIMIT,
        "source a is " + state,
        () -> RegistryContract.sources(program).path("a.state").asText().startsWith(state));
  }
}
