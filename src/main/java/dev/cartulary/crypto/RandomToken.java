package dev.cartulary.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Random texts that prove who calls. They hold so much chance that their SHA-256 can be stored as
 * it is: no list of guesses, however long, comes near.
 */
public final class RandomToken {

  private RandomToken() {}

  /** As many random bytes, as lower-case hexadecimal digits. */
  public static String hex(int bytes) {
    return HexFormat.of().formatHex(AesGcm.random(bytes));
  }

  /** As many random bytes, in base64url without padding. */
  public static String base64(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(AesGcm.random(bytes));
  }

  /** SHA-256 of the text, as 64 hexadecimal digits. */
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether two hashes are the same, in a time that does not depend on where they differ. */
  public static boolean same(String hash, String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
