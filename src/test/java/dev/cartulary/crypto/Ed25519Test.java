package dev.cartulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519Test {

  private static final byte[] MESSAGE = {1, 2, 3};

  @Test
  void aSignatureFitsItsKeyAndItsMessageOnly() {
    KeyPair pair = Ed25519.generate();
    byte[] signature = Ed25519.sign(Ed25519.privateKey(Ed25519.text(pair.getPrivate())), MESSAGE);
    assertThat(
            Ed25519.verifies(Ed25519.publicKey(Ed25519.text(pair.getPublic())), MESSAGE, signature))
        .isTrue();
    assertThat(Ed25519.verifies(pair.getPublic(), new byte[] {1, 2}, signature)).isFalse();
    assertThat(Ed25519.verifies(pair.getPublic(), MESSAGE, new byte[3])).isFalse();
    assertThat(Ed25519.verifies(Ed25519.generate().getPublic(), MESSAGE, signature)).isFalse();
  }

  /** RFC 8410, 10.1. */
  @Test
  void aPublicKeysOwnBytesAreThoseBehindItsHead() {
    assertThat(
            HexFormat.of()
                .formatHex(
                    Ed25519.bytes(
                        Ed25519.publicKey(
                            "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="))))
        .isEqualTo("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
  }

  @Test
  void whatIsNoKeyIsRefused() {
    assertThatThrownBy(() -> Ed25519.publicKey("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ed25519.privateKey("no base64"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
