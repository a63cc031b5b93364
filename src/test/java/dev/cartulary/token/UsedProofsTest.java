package dev.cartulary.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class UsedProofsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final UsedProofs used = new UsedProofs();

  @Test
  void aSignedTimeIsTakenOnceWhateverTheDomain() {
    assertThat(used.take(key(1), "t", NOW)).isTrue();
    assertThat(used.take(key(1), "t", NOW.plusSeconds(30))).isFalse();
    assertThat(used.take(key(2), "t", NOW)).isTrue();
    assertThat(used.take(key(1), "u", NOW)).isTrue();
  }

  @Test
  void whatIsTooOldToBeTakenIsForgottenAndSoIsTheOldestOfTooMany() {
    ProofKey key = key(1);
    assertThat(used.take(key, "t", NOW)).isTrue();
    assertThat(used.take(key, "t", NOW.plusSeconds(31))).isTrue();
    for (int i = 0; i < 10_000; i++) {
      assertThat(used.take(key, "n" + i, NOW.plusSeconds(31))).isTrue();
    }
    assertThat(used.take(key, "n9999", NOW.plusSeconds(31))).isFalse();
    assertThat(used.take(key, "t", NOW.plusSeconds(31))).isTrue();
  }

  /** Any 32 bytes are a key as far as its text goes. */
  private static ProofKey key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    String text = Base64.getEncoder().encodeToString(bytes);
    return ProofKey.of("v=MCPv1; k=ed25519; p=" + text).orElseThrow();
  }
}
