package dev.cartulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomTokenTest {

  @Test
  void aTokenIsAnotherEachTimeAndAsLongAsItsBytes() {
    assertThat(RandomToken.base64(32)).hasSize(43).isNotEqualTo(RandomToken.base64(32));
    assertThat(RandomToken.hex(8)).matches("[0-9a-f]{16}").isNotEqualTo(RandomToken.hex(8));
  }

  /** FIPS 180-2, B.1. */
  @Test
  void theHashIsSha256() {
    String hash = RandomToken.hash("abc");
    assertThat(hash).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(RandomToken.same(hash, RandomToken.hash("abc"))).isTrue();
    assertThat(RandomToken.same(hash, RandomToken.hash("abd"))).isFalse();
  }
}
