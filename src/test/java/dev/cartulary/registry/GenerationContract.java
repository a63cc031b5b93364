package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes on one database whose configurations disagree. */
abstract class GenerationContract {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SUPERSEDED = "Another process has applied a configuration";

  private final TestEngine engine;

  GenerationContract(TestEngine engine) {
    this.engine = engine;
  }

  @Test
  void theConfigurationAppliedLastHoldsForAllAndNoneIsRewrittenInTurns(@TempDir Path files)
      throws IOException, InterruptedException {
    CatalogFixture older = fixture(files.resolve("older"), "a", "kept");
    CatalogFixture newer = fixture(files.resolve("newer"), "b", "kept");
    try (TestDatabase database = TestDatabase.create(engine);
        Program first = Program.start(database, "--config", older.configuration())) {
      assertThat(readiness(first).path("configuration").asText()).isEqualTo("applied");
      long generation = readiness(first).path("generation").asLong();
      try (Program second = Program.start(database, "--config", newer.configuration())) {
        Await.until(LIMIT, "the first says so", () -> first.output().contains(SUPERSEDED));
        assertThat(readiness(first).path("configuration").asText()).isEqualTo("superseded");
        awaitServer(first, "com.example/b");
        awaitServer(second, "com.example/b");
        assertThat(readiness(second).path("configuration").asText()).isEqualTo("applied");
        assertThat(readiness(second).path("generation").asLong()).isEqualTo(generation + 1);
        assertThat(second.output()).doesNotContain(SUPERSEDED);

        assumeTrue(hearsHangUp(first), "SIGHUP is ignored here, as nohup has it");
        hangUp(first);
        Await.until(LIMIT, "the second says so", () -> second.output().contains(SUPERSEDED));
        awaitServer(second, "com.example/a");
        Await.until(
            LIMIT,
            "the first applies its own again",
            () -> readiness(first).path("configuration").asText().equals("applied"));

        Path yaml = Path.of(older.configuration());
        Files.writeString(yaml, Files.readString(yaml).replace("interval: 1s", "interval: soon"));
        hangUp(first);
        Await.until(
            LIMIT,
            "the finding is in the log",
            () -> first.output().contains("\"soon\": it is not a duration"));
        awaitServer(first, "com.example/a");
        assertThat(first.output().split(SUPERSEDED, -1)).hasSize(2);
        assertThat(second.output().split(SUPERSEDED, -1)).hasSize(2);
        assertThat(readiness(first).path("generation").asLong()).isEqualTo(generation + 2);
      }
    }
  }

  private static CatalogFixture fixture(Path directory, String source, String both)
      throws IOException {
    Files.createDirectories(directory);
    return new CatalogFixture(directory)
        .source(source)
        .source(both)
        .registry("default", source, both)
        .write(source, server("com.example/" + source, "1.0.0"))
        .write(both, server("com.example/" + both, "1.0.0"));
  }

  /** A process that inherits the signal as ignored can do nothing about it. */
  private static boolean hearsHangUp(Program program) throws IOException {
    Path status = Path.of("/proc", String.valueOf(program.process().pid()), "status");
    return !Files.exists(status)
        || Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
  }

  private static void hangUp(Program program) throws IOException, InterruptedException {
    String pid = String.valueOf(program.process().pid());
    assertThat(new ProcessBuilder("kill", "-HUP", pid).start().waitFor()).isZero();
  }

  private static JsonNode readiness(Program program) {
    return RegistryContract.sources(program);
  }

  private static void awaitServer(Program program, String name) {
    Await.until(
        LIMIT,
        name + " is served",
        () ->
            program.get("/v0.1/servers").body().contains(name)
                && program.get("/v0.1/servers").body().contains("com.example/kept"));
  }
}
