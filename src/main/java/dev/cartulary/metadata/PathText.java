package dev.cartulary.metadata;

import dev.cartulary.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes a part of a path (RFC 3986, 2.1), where a plus sign is a plus sign. */
final class PathText {

  private PathText() {}

  /**
   * The owner that a path segment names.
   *
   * @throws ProblemException an invalid request that names {@code owner}
   */
  static MetadataOwner owner(String segment) {
    return new MetadataOwner(decode("owner", segment));
  }

  /**
   * The key that a path segment names.
   *
   * @throws ProblemException an invalid request that names {@code key}
   */
  static MetadataKey key(String segment) {
    return new MetadataKey(decode("key", segment));
  }

  /**
   * The text of one path segment.
   *
   * @throws ProblemException an invalid request that names the field, where a percent sign does not
   *     begin two hexadecimal digits or the bytes are not UTF-8; a lenient decoder would put
   *     another character there, and two paths would name one item
   */
  static String decode(String field, String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw ProblemException.invalid(
            field, "has a % that does not begin two hexadecimal digits; write %25 for %");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw ProblemException.invalid(field, "is not UTF-8 when its percent signs are decoded");
    }
  }
}
