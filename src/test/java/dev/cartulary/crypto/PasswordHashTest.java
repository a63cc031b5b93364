package dev.cartulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Secret;
import dev.cartulary.crypto.PasswordHash.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
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

  /** The reference implementation's own vector for 64 MiB, two passes, one lane. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void aHashOpensWithItsPasswordOnly() {
    String stored = PasswordHash.of(PASSWORD);

    assertThat(stored)
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    assertThat(PasswordHash.isOutdated(stored)).isFalse();
    assertThat(PasswordHash.matches(PASSWORD, stored)).isTrue();
    assertThat(PasswordHash.matches(new Secret("Grün-1-Wort"), stored)).isFalse();
    assertThat(PasswordHash.of(PASSWORD)).as("the salt is random").isNotEqualTo(stored);
    assertThat(PasswordHash.verify(PASSWORD, stored))
        .isEqualTo(new Verdict(true, Optional.empty()));
  }

  @Test
  void hashesOfOthersVerify() {
    assertThat(PasswordHash.matches(new Secret("password"), REFERENCE)).isTrue();
    assertThat(PasswordHash.isOutdated(REFERENCE)).as("it is stronger than ours").isFalse();
  }

  @Test
  void scryptHashesVerifyAndAreReplaced() {
    Secret password = new Secret("pleaseletmein");

    Verdict verdict = PasswordHash.verify(password, RFC_7914);

    assertThat(verdict.matches()).isTrue();
    assertThat(verdict.replacement())
        .hasValueSatisfying(replacement -> {
          assertThat(PasswordHash.isOutdated(replacement)).isFalse();
          assertThat(PasswordHash.matches(password, replacement)).isTrue();
        });
    assertThat(PasswordHash.verify(PASSWORD, RFC_7914))
        .isEqualTo(new Verdict(false, Optional.empty()));
  }

  @Test
  void aUserWithoutHashMatchesNothing() {
    assertThat(PasswordHash.verify(PASSWORD, null)).isEqualTo(new Verdict(false, Optional.empty()));
  }

  @Test
  void whatIsNoHashOpensWithNothing() {
    for (String text :
        new String[] {
          "", "x", RFC_7914.replace("r=8,", ""), REFERENCE.replace("$c29tZXNhbHQ", "")
        }) {
      opensWithNothing(text);
    }
  }

  @Test
  void aStoredTextCannotAskForMuch() {
    for (String text :
        new String[] {
          RFC_7914.replace("ln=14", "ln=18"),
          RFC_7914.replace("r=8", "r=16"),
          RFC_7914.replace("p=1", "p=9"),
          REFERENCE.replace("m=65536", "m=65537"),
          REFERENCE.replace("m=65536", "m=7"),
          REFERENCE.replace("m=65536", "m=4294967296"),
          REFERENCE.replace("t=2", "t=11"),
          REFERENCE.replace("p=1", "p=5"),
          REFERENCE + "A".repeat(1000),
          REFERENCE + "AA"
        }) {
      opensWithNothing(text);
    }
  }

  private static void opensWithNothing(String text) {
    for (String password : new String[] {"pleaseletmein", "password"}) {
      assertThat(PasswordHash.matches(new Secret(password), text)).as(text).isFalse();
    }
    assertThat(PasswordHash.isOutdated(text)).as(text).isTrue();
  }
}
