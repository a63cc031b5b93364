package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrivateFileTest {

  @Test
  void theContentIsReadAgainAndNoNameStays() throws IOException {
    Path made = PrivateFile.holding(new byte[] {1, 2, 3}, ".key");

    assertThat(Files.readAllBytes(made)).containsExactly(1, 2, 3);
    assertThat(Files.readAllBytes(made)).containsExactly(1, 2, 3);
    assertThat(made.toString()).endsWith(".key");
    assertThat(Files.readSymbolicLink(made).toString()).startsWith("/proc/self/fd/");
  }

  @Test
  void placesInWhichNothingCanBeRunAreLeftAside() {
    assertThat(ScratchDirectory.candidates(Path.of("/data"))).contains(Path.of("/data"));
    assertThat(ScratchDirectory.usable(Path.of("/no/such"))).doesNotContain(Path.of("/no/such"));
    assertThat(ScratchDirectory.trouble(Path.of("/data"))).contains("/data", "noexec");
  }
}
