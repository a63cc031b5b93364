package dev.cartulary.source.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How strictly the entries of a source are checked. */
public enum Validation {
  /**
   * By the JSON Schema that an entry names and by the rules of the API; what breaks one is left
   * out.
   */
  STRICT,
  /**
   * A name, a version, size and JSON are required; what breaks another rule is taken with a
   * warning.
   */
  LENIENT,
  /** Only what it takes to serve an entry: a name, a version, size and JSON. */
  NONE;

  /** The word in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this word. */
  public static Optional<Validation> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
