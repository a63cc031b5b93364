package dev.cartulary.config;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How a key of 256 bits is written. */
public final class KeyText {

  /** The forms, for messages. */
  public static final String FORMS = "32 random bytes, as 64 hexadecimal digits or in base64";

  /** A command that makes one, for messages. */
  public static final String EXAMPLE = "openssl rand -base64 32";

  /** What is wrong with a key that nobody drew at random, as a clause. */
  public static final String NOT_RANDOM =
      "it repeats a few bytes, such as zeros, and can be guessed";

  /** What to do about it, as a clause. */
  public static final String INSTEAD =
      "Make one with: "
          + EXAMPLE
          + "; where values are stored under this one, `cartulary key rewrap --old-key-file FILE`"
          + " puts them under the new one";

  /** 32 random bytes have fewer different ones once in more than 10^20 draws. */
  private static final int LEAST_DIFFERENT = 12;

  private static final int BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private KeyText() {}

  /**
   * Whether these bytes can have been drawn at random. Only for keys that are to be used from now
   * on: what was written under another one must be opened.
   */
  public static boolean isRandom(byte[] key) {
    return IntStream.range(0, key.length).map(i -> key[i]).distinct().count() >= LEAST_DIFFERENT;
  }

  /**
   * The 32 bytes.
   *
   * @param text 64 hexadecimal digits, or base64, also the URL-safe one; spaces and line ends
   *     around it do not count
   * @return empty where it is anything else
   */
  public static Optional<byte[]> bytes(String text) {
    String written = text.strip();
    if (HEX.matcher(written).matches()) {
      return Optional.of(HexFormat.of().parseHex(written));
    }
    try {
      return Optional.of(Base64.getDecoder().decode(written.replace('-', '+').replace('_', '/')))
          .filter(bytes -> bytes.length == BYTES);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
