package dev.cartulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ProgramCommand;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other suites start the JVM build in a quicker way; this one as the documentation says. */
class DocumentedStartIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path directory = Program.emptyDirectory();
  private final Path output = directory.resolve("output");

  @Test
  void theProgramRunsCommandsAndServes() throws Exception {
    // Of Java properties this would be a broken escape, and the level a wrong one.
    Files.writeString(
        directory.resolve(".env"), "OTHER=C:\\users\nQUARKUS_LOG_LEVEL=\"none at all\"\n");
    Process up = start(Map.of(), "migrate", "up");
    assertThat(up.waitFor()).as(printed()).isZero();
    Process status = start(Map.of(), "migrate", "status");
    assertThat(status.waitFor()).as(printed()).isZero();
    assertThat(printed()).contains("The schema is current");
    assertThat(start(Map.of(), "no-such-command").waitFor()).isEqualTo(2);

    int port = freePort();
    Process server = start(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port)), "serve");
    try {
      URI ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
      Await.until(LIMIT, "readiness is UP", () -> !server.isAlive() || answer(ready) == 200);
    } finally {
      server.destroy();
    }
    assertThat(server.waitFor()).as(printed()).isZero();
    assertThat(printed())
        .contains("Listening on:")
        .doesNotContain("Installed features", "activated");
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(ProgramCommand.documented());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("DATABASE_URL", "sqlite:./registry.db");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String printed() throws IOException {
    return Files.readString(output);
  }

  private static int answer(URI uri) {
    try {
      return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
