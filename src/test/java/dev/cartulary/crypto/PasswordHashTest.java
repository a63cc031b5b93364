package dev.cartulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

  private static final Secret PASSWORD = new Secret("Grün-1-wort");

  /** The third vector of RFC 7914, section 12. */
  private static final String RFC_7914 =
      "$scrypt$ln=14,r=8,p=1$"
          + base64("SodiumChloride".getBytes(StandardCharsets.UTF_8))
          + "$"
          + base64(
              HexFormat.of()
                  .parseHex(
                      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                          + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"));

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void aHashOpensWithItsPasswordOnly() {
    String stored = PasswordHash.of(PASSWORD);

    assertThat(stored).matches("\\$scrypt\\$ln=17,r=8,p=1\\$[A-Za-z0-9+/]{43}\\$[A-Za-z0-9+/]{86}");
    assertThat(PasswordHash.isOutdated(stored)).isFalse();
    assertThat(PasswordHash.matches(PASSWORD, stored)).isTrue();
    assertThat(PasswordHash.matches(new Secret("Grün-1-Wort"), stored)).isFalse();
    assertThat(PasswordHash.of(PASSWORD)).as("the salt is random").isNotEqualTo(stored);
  }

  @Test
  void hashesOfOthersVerifyAndAreToldApart() {
    assertThat(PasswordHash.matches(new Secret("pleaseletmein"), RFC_7914)).isTrue();
    assertThat(PasswordHash.isOutdated(RFC_7914)).isTrue();
  }

  @Test
  void whatIsNoHashOpensWithNothing() {
    for (String text : new String[] {"", "x", RFC_7914.replace("ln=14", "ln=30")}) {
      assertThat(PasswordHash.matches(new Secret("pleaseletmein"), text)).isFalse();
      assertThat(PasswordHash.isOutdated(text)).isTrue();
    }
  }
}
