package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a configuration is tested here alone: no engine has a say in it. */
class SqliteCatalogChangeIT extends CatalogChangeContract {

  SqliteCatalogChangeIT() {
    super(TestEngine.SQLITE);
  }

  @Test
  void sampleIsServedWhenNothingIsConfigured() {
    try (TestDatabase empty = TestDatabase.create(engine);
        Program program = Program.start(empty)) {
      RegistryClient client = new RegistryClient(program);
      assertThat(client.list("&version=latest", 5)).hasSizeGreaterThan(10);
      assertThat(client.registry("default").list("", 100)).hasSizeGreaterThan(11);
      assertThat(program.output()).contains("serving the sample catalog").contains("--config");
    }
  }

  @Test
  void readinessWaitsForTheFirstLoad(@TempDir Path files) {
    CatalogFixture fixture = new CatalogFixture(files).source("a");
    try (TestDatabase empty = TestDatabase.create(engine);
        Program program =
            Program.startListening(
                Map.of("DATABASE_URL", empty.url()), "--config", fixture.configuration())) {
      awaitLog(program, "a", "the file " + fixture.file("a") + " does not exist");
      awaitState(program, "a", "failed");
      assertThat(program.get("/q/health/ready").statusCode()).isEqualTo(503);
      assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
      for (String path :
          List.of("", "/com.example%2Fone/versions", "/com.example%2Fone/versions/1")) {
        HttpResponse<String> early = program.get("/v0.1/servers" + path);
        assertThat(early.statusCode()).as(path).isEqualTo(503);
        assertThat(early.body()).contains("\"catalog_not_ready\"");
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
      }

      fixture.write("a", server("com.example/one", "1.0.0"));
      program.awaitReady();
      assertThat(new RegistryClient(program).list("", 1)).containsExactly("com.example/one 1.0.0");
    }
  }

  @Test
  void wrongSourcesStopTheProgramBeforeItTouchesAnything() throws IOException {
    Path yaml =
        Files.writeString(
            directory.resolve("wrong.yaml"),
            "sources:\n  - name: a\n    managed: {a: b}\nregistries:\n  - name: r\n    sources: [b]\n");
    Program.Result result = Program.run(database, "--config", yaml.toString());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.stderr())
        .contains("sources[0].managed (line 3): it takes no settings. Write managed: {}.")
        .contains("registries[0].sources[0] (line 6) is \"b\": there is no source of this name.");
  }
}
