package dev.cartulary.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What texts metadata takes: those that every engine stores and gives back unchanged. */
final class MetadataText {

  /** The longest value, in bytes of UTF-8: 1 MiB. */
  static final int MAX_VALUE_BYTES = 1 << 20;

  /** The longest key or prefix, in code points. */
  static final int MAX_KEY_LENGTH = 255;

  private static final int LAST_CODE_POINT = Character.MAX_CODE_POINT;

  private MetadataText() {}

  /** What is wrong with a prefix of keys, if anything; the empty one is right. */
  static Optional<String> faultOfPrefix(String prefix) {
    int length = prefix.codePointCount(0, prefix.length());
    if (length > MAX_KEY_LENGTH) {
      return Optional.of("has " + length + " characters; at most " + MAX_KEY_LENGTH + " are taken");
    }
    int index = 0;
    while (index < prefix.length()) {
      int codePoint = prefix.codePointAt(index);
      if (Character.getType(codePoint) == Character.CONTROL) {
        return Optional.of(at(index) + "has the control character " + name(codePoint));
      }
      if (isSurrogate(codePoint)) {
        return Optional.of(at(index) + "has half of a surrogate pair, " + name(codePoint));
      }
      index += Character.charCount(codePoint);
    }
    return Optional.empty();
  }

  /** What is wrong with a value, if anything. The answer shows no part of the value. */
  static Optional<String> faultOfValue(String value) {
    int index = 0;
    while (index < value.length()) {
      int codePoint = value.codePointAt(index);
      if (codePoint == 0) {
        return Optional.of(
            at(index)
                + "has the character U+0000, which PostgreSQL cannot store in text; encode it");
      }
      if (isSurrogate(codePoint)) {
        return Optional.of(
            at(index) + "has half of a surrogate pair, " + name(codePoint) + "; it is no text");
      }
      index += Character.charCount(codePoint);
    }
    int bytes = bytes(value);
    return bytes > MAX_VALUE_BYTES
        ? Optional.of(
            "has " + bytes + " bytes in UTF-8; at most " + MAX_VALUE_BYTES + " (1 MiB) are taken")
        : Optional.empty();
  }

  /** The length in UTF-8 of a text without a fault. */
  static int bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The least text, by code points, that is greater than every text with this prefix; null where
   * there is none. {@code [prefix, successor)} is the range that an index serves, in which {@code
   * %} and {@code _} mean nothing special.
   */
  static @Nullable String successor(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      int start = end - Character.charCount(last);
      if (last < LAST_CODE_POINT) {
        // No text holds a surrogate alone: the code point after U+D7FF is U+E000.
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, start) + Character.toString(next);
      }
      end = start;
    }
    return null;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String name(int codePoint) {
    return String.format("U+%04X", codePoint);
  }

  private static String at(int index) {
    return "at character " + (index + 1) + " it ";
  }
}
