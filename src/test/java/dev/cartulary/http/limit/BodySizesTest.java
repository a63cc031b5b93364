package dev.cartulary.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of bodies. */
class BodySizesTest {

  @TempDir Path directory;

  @Test
  void bodiesTogetherHaveABound() {
    BodyMemory memory = new BodyMemory(100);
    assertThat(memory.take(60)).isTrue();
    assertThat(memory.take(41)).isFalse();
    assertThat(memory.take(40)).isTrue();
    memory.giveBack(60);
    assertThat(memory.take(60)).isTrue();
    assertThat(BodyMemory.ofHeap().most()).isLessThan(Runtime.getRuntime().maxMemory() / 7);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/metadata/user:a/k,2097152",
    "/v1/users,65536",
    "/v1/entries,1048576",
    "/v1/auth/login,8192",
    "/v0.1/auth/dns,8192",
    "/registry/x/v0.1/auth/http,8192"
  })
  void aBodyMayBeAsLargeAsItsPathNeeds(String path, long most) {
    BodySizes sizes = sizes(Map.of("MAX_BODY_SIZE", "2M"));
    assertThat(sizes.most(path)).isEqualTo(most);
    assertThat(sizes.tooLarge(path).detail())
        .contains(most + " bytes")
        .doesNotContain("MAX_BODY_MEMORY");
  }

  @Test
  void noBodyIsLargerThanTheMemoryForAllOfThem() {
    BodySizes sizes = sizes(Map.of("MAX_BODY_SIZE", "16M", "MAX_BODY_MEMORY", "1M"));
    assertThat(sizes.most("/v1/metadata/user:a/k")).isEqualTo(1 << 20);
    assertThat(sizes.tooLarge("/v1/metadata/user:a/k").detail()).contains("MAX_BODY_MEMORY");
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThat(Settings.load(Map.of(), Map.of("MAX_BODY_SIZE", "2T"), directory).findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "MAX_BODY_SIZE is \"2T\": it must be a size from 1M to 1G (such as 16M, 512K, or"
                + " bytes). Use for example 16M.");
    assertThat(
            Settings.load(
                    Map.of(), Map.of("MAX_BODY_SIZE", "2g", "MAX_HEADER_SIZE", "4095"), directory)
                .findings())
        .hasSize(2);
    assertThat(
            Settings.load(
                    Map.of(),
                    Map.of("MAX_BODY_SIZE", "1048576", "MAX_HEADER_SIZE", "8k"),
                    directory)
                .findings())
        .isEmpty();
  }

  private BodySizes sizes(Map<String, String> environment) {
    return new BodySizes(Settings.load(Map.of(), environment, directory));
  }
}
