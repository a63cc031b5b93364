package dev.cartulary.database.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir Path directory;

  @Test
  void theContentAtTheMomentCountsWithoutItsLastLineBreak() throws Exception {
    SecretFile file = new SecretFile("DB_PASSWORD_FILE", directory.resolve("secret"));

    write(file, "one\n");
    assertThat(file.current(warning -> {})).contains(new Secret("one"));
    write(file, " two \r\n");
    assertThat(file.current(warning -> {})).contains(new Secret(" two "));
    write(file, "three\n\n");
    assertThat(file.current(warning -> {})).contains(new Secret("three\n"));
    write(file, "\uFEFFfour\n");
    assertThat(file.current(warning -> {})).contains(new Secret("four"));
  }

  @Test
  void aFileThatGivesNothingIsNamedWithItsSetting() throws IOException {
    SecretFile file = new SecretFile("DB_PASSWORD_FILE", directory.resolve("secret"));

    assertUnavailable(file, "there is no such file. Correct the path or create the file.");
    write(file, "\n");
    assertUnavailable(file, "the file is empty. Write the password into it.");
    write(file, "a\0b\0");
    assertUnavailable(
        file,
        "the password holds a NUL character, which no database takes. Save it as UTF-8 text.");
  }

  private static void assertUnavailable(SecretFile file, String reason) {
    assertThatThrownBy(() -> file.current(warning -> {}))
        .isInstanceOf(PasswordUnavailable.class)
        .hasMessage("DB_PASSWORD_FILE is \"" + file.path() + "\": " + reason);
  }

  private static void write(SecretFile file, String text) throws IOException {
    Files.writeString(file.path(), text);
  }
}
