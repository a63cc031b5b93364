package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Program.Result;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code cartulary health} asks a server that runs, and knows one that does not. */
class HealthCommandIT {

  @Test
  void aServerIsReadyUntilItStops() {
    Program server = Program.start(Map.of());
    Map<String, String> settings = Map.of("PORT", Integer.toString(server.port()));
    String url = "http://127.0.0.1:" + server.port();

    Result ready = Program.run(settings, "health");
    assertThat(ready.stdout()).isEqualTo(url + " is ready.\n");
    assertThat(ready.exitCode()).isZero();
    assertThat(Program.run(Map.of(), "health", "--live", "--url", url).stdout())
        .isEqualTo(url + " is alive.\n");

    server.stop();
    Result gone = Program.run(settings, "health", "--timeout", "2s");
    assertThat(gone.stderr()).startsWith("cartulary: " + url + " cannot be reached: ");
    assertThat(gone.exitCode()).isEqualTo(1);
  }

  @Test
  void aServerWithoutASchemaSaysWhyItIsNotReady() {
    try (Program server = Program.startListening(Map.of("DB_AUTO_MIGRATE", "false"))) {
      Map<String, String> settings = Map.of("PORT", Integer.toString(server.port()));

      Result result = Program.run(settings, "health");
      assertThat(result.stderr()).contains(" is not ready: migrations: ");
      assertThat(result.stdout()).isEmpty();
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(Program.run(settings, "health", "--live").exitCode()).isZero();
    }
  }
}
