package dev.cartulary.crypto;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A key that values are encrypted under. Only its id and its wrapped form leave this package.
 *
 * <p>An encrypted text is {@code c1.<key id>.<base64url of nonce, ciphertext and tag>}.
 */
public final class DataKey {

  private static final int ID_BYTES = 8;

  private final String id;
  private final byte[] bytes;

  DataKey(String id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /** A new random key with a random id. */
  public static DataKey generate() {
    return new DataKey(
        HexFormat.of().formatHex(AesGcm.random(ID_BYTES)), AesGcm.random(AesGcm.KEY_BYTES));
  }

  /** 16 hexadecimal digits; no secret. */
  public String id() {
    return id;
  }

  byte[] bytes() {
    return bytes;
  }

  String encrypt(byte[] plain, Place place) {
    return SealedText.VALUE.write(id, AesGcm.seal(bytes, plain, place.bytes(id)));
  }

  Optional<byte[]> decrypt(SealedText.Parts text, Place place) {
    return AesGcm.open(bytes, text.sealed(), place.bytes(id));
  }

  /** The id only. */
  @Override
  public String toString() {
    return "data key " + id;
  }
}
