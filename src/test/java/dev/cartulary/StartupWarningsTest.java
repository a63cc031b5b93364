package dev.cartulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Settings;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupWarningsTest {

  private static final String KEY =
      "0123456789abcdef00112233445566778899aabbccddeeff1032547698badcfe";

  @TempDir Path directory;

  @Test
  void aKeyThatIsDerivedFromAPathIsToldOf() {
    assertThat(derived(Map.of()))
        .hasValueSatisfying(warning -> {
          assertThat(warning).contains(directory.resolve("cartulary.db").toString());
          Troubleshooting.assertShown("the-encryption-key-is-derived", warning);
        });
    assertThat(derived(Map.of("ENCRYPTION_KEY", KEY))).isEmpty();
    assertThat(derived(Map.of("ENCRYPTION_KEY_FILE", "a.key"))).isEmpty();
    assertThat(derived(Map.of("DATABASE_URL", "sqlite::memory:"))).isEmpty();
    assertThat(derived(Map.of("DATABASE_URL", "postgres://ann:pw@db/reg"))).isEmpty();
  }

  @Test
  void aContainerWithTooLittleMemoryIsToldOf() {
    assertThat(ContainerMemory.warning("134217728\n", 192))
        .hasValueSatisfying(warning -> {
          assertThat(warning).contains("allows 128 MiB", "give it 192 MiB");
          Troubleshooting.assertShown("the-container-has-too-little-memory", warning);
        });
    assertThat(ContainerMemory.warning("201326592", 192)).isEmpty();
    assertThat(ContainerMemory.warning("max\n", 192)).isEmpty();
    assertThat(ContainerMemory.warning("9223372036854771712", 192)).isEmpty(); // version 1: none
    assertThat(ContainerMemory.warning("", 192)).isEmpty();
  }

  private Optional<String> derived(Map<String, String> environment) {
    return StartupWarnings.derivedKey(Settings.load(Map.of(), environment, directory));
  }
}
