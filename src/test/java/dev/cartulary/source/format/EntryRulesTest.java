package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {"io.github.user/weather", "a/b", "com.example/a.b_c-d", "9.x/0"})
  void goodNamesPass(String name) {
    assertThat(EntryRules.checkName(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "weather", "a/b/c", "-a/b", "a-/b", "a/_b", "a/b.", "a_b/c", "a/b c", "ä/b", "/b", "a/"
      })
  void badNamesAreRefused(String name) {
    assertThat(EntryRules.checkName(name)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0",
        "0.0.1-seed",
        "2025-05-16",
        "1.0",
        "v2",
        "main",
        "1.0.0-x.1",
        "1.0.0+build.5",
        "2024.1.x-rc",
        "20250101T000000Z",
        "x86"
      })
  void singleVersionsPass(String version) {
    assertThat(EntryRules.checkVersion(version)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "latest",
        "^1.2.3",
        "~1.2.3",
        ">=1.2.3",
        "<= 1",
        ">1",
        "<1",
        "=1.0.0",
        "1.x",
        "1.2.*",
        "1.2.X",
        "*",
        "x",
        "1.x.x",
        "1.0.0 - 2.0.0",
        "1.0.0 || 2.0.0",
        "1.0\u0000",
        "1.0\n"
      })
  void rangesAndTheWordLatestAreRefused(String version) {
    assertThat(EntryRules.checkVersion(version)).isPresent();
  }
}
