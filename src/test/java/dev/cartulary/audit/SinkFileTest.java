package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkFileTest {

  @TempDir Path directory;

  @Test
  void appendsAndBeginsANewFileAfterItWasMovedAway() throws IOException {
    Path path = Files.writeString(directory.resolve("audit.log"), "before\n");
    SinkFile file = new SinkFile(path);
    file.write(line("1"));
    Path moved = Files.move(path, directory.resolve("audit.log.1"));
    file.write(line("2"));
    file.write(line("3"));

    assertThat(moved).hasContent("before\n1\n");
    assertThat(path).hasContent("2\n3\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
