package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

  @TempDir Path directory;

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    assertThat(read("\uFEFFtext\n".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("text\n");
    assertThat(read("te\uFEFFxt".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("te\uFEFFxt");
    assertThat(TextFile.withoutLineEnd("\uFEFFtext\r\n")).isEqualTo("text");
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    assertThat(read("text".getBytes(StandardCharsets.UTF_16)).problem())
        .isEqualTo("it is not UTF-8 text");
  }

  private TextFile read(byte[] content) throws IOException {
    return TextFile.read(Files.write(directory.resolve("file"), content));
  }
}
