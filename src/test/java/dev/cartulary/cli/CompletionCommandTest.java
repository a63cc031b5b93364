package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

  @TempDir Path directory;

  @Test
  void everyCommandAndItsOptionsAreCompleted() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new CompletionCommand()
            .run(
                Settings.load(Map.of(), Map.of(), directory),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("complete -F _complete_cartulary", "source", "refusals", "--token-file");
  }
}
