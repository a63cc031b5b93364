package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsConfigSourceTest {
  @TempDir Path directory;

  @Test
  void theServerListensAndLogsAsSet() {
    assertThat(
            source(ProcessMode.SERVE, "PORT", "0", "LOG_LEVEL", "debug", "LOG_FORMAT", "json")
                .getProperties())
        .containsEntry("quarkus.http.port", "0")
        .containsEntry("quarkus.http.host", "0.0.0.0")
        .containsEntry("quarkus.log.level", "DEBUG")
        .containsEntry("quarkus.log.console.json.enabled", "true")
        .doesNotContainKey("quarkus.http.host-enabled");
  }

  @Test
  void aCommandStartsNoServerAndLeavesStandardOutputToItsResult() {
    assertThat(source(ProcessMode.COMMAND).getProperties())
        .containsEntry("quarkus.http.host-enabled", "false")
        .containsEntry("quarkus.log.console.stderr", "true")
        .containsEntry("quarkus.log.level", "WARN");
    assertThat(source(ProcessMode.COMMAND_WITH_ORM, "LOG_LEVEL", "info").getProperties())
        .containsEntry("quarkus.log.level", "INFO");
  }

  private SettingsConfigSource source(ProcessMode mode, String... environment) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < environment.length; i += 2) {
      variables.put(environment[i], environment[i + 1]);
    }
    return new SettingsConfigSource(Settings.load(Map.of(), variables, directory), mode);
  }
}
