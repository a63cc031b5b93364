package dev.cartulary.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final Place PLACE = Place.of("metadata", "user:jane", "mail.password");

  // Written by another implementation of the format (Python's cryptography), to stay readable for
  // ever: master key 00 01 … 1f, data key 64 65 … 83.
  private static final Secret GIVEN =
      new Secret("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final String WRAPPED =
      "w1.00112233445566ff.yMnKy8zNzs_Q0dLTdR0HvO6lkUsYUXHRbneZZ5Tymt98EtJfkdRFnloQKWroeEXKjTcys"
          + "ggz3E_Y67KV";
  private static final String VALUE =
      "c1.00112233445566ff.MjM0NTY3ODk6Ozw9n-H9-i_rmY37SR5Ltvt4xLyvYF8uRMx4p_3JcAfT4g";

  // The same data key under the key derived from this text, salt 00 01 … 0f, 600,000 iterations.
  private static final Secret TEXT = new Secret("sqlite:/var/lib/cartulary/cartulary.db");
  private static final String SALT = "000102030405060708090a0b0c0d0e0f";
  private static final String WRAPPED_UNDER_DERIVED =
      "w1.00112233445566ff.AAECAwQFBgcICQoLXDJTKR1EVSbJC0jNt-DaF7KGAByquRPQRa7NDF3OqYIIgcyQCzfus"
          + "zaEYHX3pnEB";

  private final KeyRing ring = ringOf(DataKey.generate());

  private static KeyRing ringOf(DataKey key) {
    return new KeyRing(key.id(), List.of(key));
  }

  @Test
  void whatTheFirstFormatWroteOpens() throws Undecipherable {
    DataKey key = MasterKey.given(GIVEN).orElseThrow().unwrap(WRAPPED).orElseThrow();
    assertThat(ringOf(key).decrypt(VALUE, PLACE)).isEqualTo("grüße, 世界");

    DataKey same =
        MasterKey.derived(TEXT, SALT, MasterKey.ITERATIONS)
            .unwrap(WRAPPED_UNDER_DERIVED)
            .orElseThrow();
    assertThat(ringOf(same).decrypt(VALUE, PLACE)).isEqualTo("grüße, 世界");
  }

  @Property
  boolean everyTextComesBack(@ForAll String text) throws Undecipherable {
    String whole = new String(text.getBytes(UTF_8), UTF_8);
    return ring.decrypt(ring.encrypt(whole, PLACE), PLACE).equals(whole);
  }

  @Property
  boolean noTwoPlacesAreTheSame(@ForAll @NotEmpty List<String> one, @ForAll List<String> other) {
    return one.equals(other)
        || !Arrays.equals(new Place("p", one).bytes("k"), new Place("p", other).bytes("k"));
  }

  @Test
  void theSameTextIsNeverWrittenTwiceAlike() {
    assertThat(ring.encrypt("same", PLACE)).isNotEqualTo(ring.encrypt("same", PLACE));
  }

  @Test
  void aTextOpensInItsPlaceOnly() {
    String text = ring.encrypt("secret", PLACE);
    for (Place other :
        List.of(
            Place.of("metadata", "user:joe", "mail.password"),
            Place.of("metadata", "user:jane", "mail.passwor", "d"),
            Place.of("session", "user:jane", "mail.password"))) {
      assertThatThrownBy(() -> ring.decrypt(text, other))
          .isInstanceOf(Undecipherable.class)
          .hasMessageContaining("another place");
    }
  }

  @Test
  void aChangedTextDoesNotOpen() {
    String text = ring.encrypt("secret", PLACE);
    int sealed = text.lastIndexOf('.') + 1;
    byte[] bytes = Base64.getUrlDecoder().decode(text.substring(sealed));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String other =
          text.substring(0, sealed)
              + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThatThrownBy(() -> ring.decrypt(other, PLACE)).isInstanceOf(Undecipherable.class);
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> ring.decrypt("in clear", PLACE)).hasMessageContaining("no encrypted");
    assertThatThrownBy(() -> ring.decrypt(VALUE, PLACE))
        .hasMessage("its key 00112233445566ff is not there");
    for (String cut : List.of("AAAA", "A")) {
      assertThatThrownBy(() -> ring.decrypt("c1." + ring.activeId() + "." + cut, PLACE))
          .as(cut)
          .isInstanceOf(Undecipherable.class);
    }
  }

  @Test
  void anOlderKeyStillOpensWhatItEncrypted() throws Undecipherable {
    DataKey old = DataKey.generate();
    DataKey young = DataKey.generate();
    String text = ringOf(old).encrypt("secret", PLACE);
    KeyRing both = new KeyRing(young.id(), List.of(old, young));
    assertThat(both.decrypt(text, PLACE)).isEqualTo("secret");
    assertThat(both.encrypt("secret", PLACE)).startsWith("c1." + young.id() + ".");
  }

  @Test
  void theSameTextIsAnotherMasterKeyUnderAnotherSalt() {
    String salt = MasterKey.newSalt();
    assertThat(salt).matches("[0-9a-f]{32}");
    String wrapped = MasterKey.derived(TEXT, salt, 1).wrap(DataKey.generate());
    assertThat(MasterKey.derived(TEXT, salt, 1).unwrap(wrapped)).isPresent();
    assertThat(MasterKey.derived(TEXT, MasterKey.newSalt(), 1).unwrap(wrapped)).isEmpty();
  }

  @Test
  void aMasterKeyIsHexadecimalOrBase64() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 0xfb);
    DataKey key = DataKey.generate();
    String wrapped = master("fb".repeat(32)).orElseThrow().wrap(key);
    for (String text :
        List.of(
            "FB".repeat(32),
            " " + "fb".repeat(32) + "\n",
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
      assertThat(master(text).flatMap(it -> it.unwrap(wrapped))).as(text).isPresent();
    }
    for (String wrong : List.of("", "fb", "fb".repeat(31), "fb".repeat(33), "not a key, is it?")) {
      assertThat(master(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void aKeyOfAFewBytesWasNotDrawnAtRandom() {
    assertThat(master("00".repeat(32)).orElseThrow().isRandom()).isFalse();
    assertThat(master("0123456789abcdef".repeat(4)).orElseThrow().isRandom()).isFalse();
    for (int i = 0; i < 1000; i++) {
      String drawn = HexFormat.of().formatHex(AesGcm.random(32));
      assertThat(master(drawn).orElseThrow().isRandom()).as(drawn).isTrue();
    }
  }

  private static Optional<MasterKey> master(String text) {
    return MasterKey.given(new Secret(text));
  }

  @Test
  void aDataKeyOpensUnderItsMasterKeyOnly() {
    String wrapped = master("00".repeat(32)).orElseThrow().wrap(DataKey.generate());
    assertThat(master("01".repeat(32)).orElseThrow().unwrap(wrapped)).isEmpty();
    assertThat(master("00".repeat(32)).orElseThrow().unwrap(wrapped.replace("w1", "c1"))).isEmpty();
  }

  @Test
  void nothingPrintsAKey() {
    DataKey key = DataKey.generate();
    assertThat(key).hasToString("data key " + key.id());
    assertThat(ringOf(key).toString())
        .isEqualTo("key ring of [" + key.id() + "], active " + key.id());
    assertThat(master("00".repeat(32)).orElseThrow()).hasToString("master key");
  }
}
