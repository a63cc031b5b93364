package dev.cartulary.crypto;

import dev.cartulary.config.KeyText;
import dev.cartulary.config.Secret;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The key that data keys are wrapped under. It is never stored. */
public final class MasterKey {

  /** The rounds of PBKDF2-HMAC-SHA256 for new keys (OWASP's recommendation since 2023). */
  public static final int ITERATIONS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final Place WRAPPED = Place.of("data key");

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key that somebody gave.
   *
   * @param text as {@link KeyText} takes it
   * @return empty where it is anything else
   */
  public static Optional<MasterKey> given(Secret text) {
    return KeyText.bytes(text.reveal()).map(MasterKey::new);
  }

  /**
   * The key that comes of a text by PBKDF2-HMAC-SHA256 (RFC 8018). Takes a few tenths of a second.
   *
   * @param salt from {@link #newSalt()}
   * @param iterations {@link #ITERATIONS} for a new key
   */
  public static MasterKey derived(Secret text, String salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(
            text.reveal().toCharArray(),
            HexFormat.of().parseHex(salt),
            iterations,
            AesGcm.KEY_BYTES * Byte.SIZE);
    try {
      return new MasterKey(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** A random salt, as 32 hexadecimal digits. */
  public static String newSalt() {
    return HexFormat.of().formatHex(AesGcm.random(SALT_BYTES));
  }

  /** Whether it can have been drawn at random, as {@link KeyText#isRandom} says. */
  public boolean isRandom() {
    return KeyText.isRandom(bytes);
  }

  /** The data key as it may be stored. */
  public String wrap(DataKey key) {
    return SealedText.WRAPPED_KEY.write(
        key.id(), AesGcm.seal(bytes, key.bytes(), WRAPPED.bytes(key.id())));
  }

  /** The data key; empty where it was wrapped under another master key, or is damaged. */
  public Optional<DataKey> unwrap(String wrapped) {
    return SealedText.WRAPPED_KEY
        .read(wrapped)
        .flatMap(parts ->
            AesGcm.open(bytes, parts.sealed(), WRAPPED.bytes(parts.keyId()))
                .map(key -> new DataKey(parts.keyId(), key)));
  }

  @Override
  public String toString() {
    return "master key";
  }
}
