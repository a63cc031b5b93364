package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be asked of every command: its version, and more about its failure. */
class VersionCommandIT {

  @Test
  void theVersionAsACommandAsAnOptionAndAsJson() throws JsonProcessingException {
    String option = Program.run(Map.of(), "--version").stdout();
    assertThat(option).startsWith("cartulary ");
    assertThat(Program.run(Map.of(), "version").stdout()).isEqualTo(option);

    Result json = Program.run(Map.of(), "version", "--output", "json");
    JsonNode version = new ObjectMapper().readTree(json.stdout());
    assertThat(option.strip()).endsWith(" " + version.path("version").asText());
    assertThat(version.has("git_commit")).isTrue();
    assertThat(version.has("build_time")).isTrue();
    assertThat(json.exitCode()).isZero();
  }

  @Test
  void verbosePrintsTheStackTraceOfAFailedCommand() throws IOException {
    Path directory = Program.emptyDirectory();
    Files.writeString(directory.resolve("x.db"), "This is not a database. ".repeat(200));
    Map<String, String> settings = Map.of("DATABASE_URL", "sqlite:x.db");

    Result brief = Program.run(directory, settings, "migrate", "status");
    Result verbose = Program.run(directory, settings, "migrate", "status", "--verbose");

    assertThat(brief.exitCode()).isEqualTo(1);
    assertThat(brief.stderr()).doesNotContain("\tat ");
    assertThat(verbose.exitCode()).isEqualTo(1);
    assertThat(verbose.stderr()).startsWith(brief.stderr()).contains("\tat ", "Caused by: ");
  }
}
