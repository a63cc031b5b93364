package dev.cartulary.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicPathsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "GET, /open, true",
    "HEAD, /open/a/b, true",
    "GET, /open/, true",
    "GET, /opening, false",
    "GET, /, false",
    "GET, /Open, false",
    "PUT, /open, false",
    "POST, /open/a, false",
  })
  void whatIsBelowIsReadByEverybody(String method, String path, boolean open) throws IOException {
    PublicPaths paths = PublicPaths.resolve(settings("[/open/]"));

    Principal admitted = paths.admit(Principal.ANONYMOUS, method, path);

    assertThat(paths.findings()).isEmpty();
    assertThat(admitted.may(Permission.METADATA_READ)).isEqualTo(open);
    assertThat(admitted.may(Permission.METADATA_REVEAL)).isFalse();
    assertThat(admitted.isKnown()).isFalse();
  }

  @Test
  void theRootOpensEveryPath() throws IOException {
    PublicPaths paths = PublicPaths.resolve(settings("[/]"));
    assertThat(paths.admit(Principal.ANONYMOUS, "GET", "/v1/x").may(Permission.METADATA_READ))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"open", "https://registry.example.com/open", "/open?x", "/open/*", "/o pen"})
  void whatIsNoPathIsRefused(String path) throws IOException {
    assertThat(PublicPaths.resolve(settings("[\"" + path + "\"]")).findings())
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("auth.publicPaths[0]")
        .contains("must start with /");
  }

  private Settings settings(String list) throws IOException {
    Path file =
        Files.writeString(directory.resolve("c.yaml"), "auth:\n  publicPaths: " + list + "\n");
    return Settings.load(Map.of(Setting.CONFIG, file.toString()), Map.of(), directory);
  }
}
