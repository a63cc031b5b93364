package dev.cartulary.config;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a key of 256 bits is written. */
public final class KeyText {

  /** The forms, for messages. */
  public static final String FORMS = "32 random bytes, as 64 hexadecimal digits or in base64";

  /** A command that makes one, for messages. */
  public static final String EXAMPLE = "openssl rand -base64 32";

  private static final int BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private KeyText() {}

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
