package dev.cartulary.metadata;

import dev.cartulary.problem.ProblemException;
import java.util.Optional;

/**
 * The name of an item under its owner: 1 to 255 characters (code points) of any kind but control
 * characters. Keys are compared and ordered by code point; case and spaces count.
 *
 * @param text the key as it is written
 */
public record MetadataKey(String text) {

  /**
   * Takes a text that is a key.
   *
   * @throws ProblemException an invalid request that names {@code key}, for any other text
   */
  public MetadataKey {
    Optional<String> fault = fault(text);
    if (fault.isPresent()) {
      throw ProblemException.invalid("key", fault.get());
    }
  }

  /** What keeps a text from being a key, if anything. */
  static Optional<String> fault(String text) {
    return text.isEmpty()
        ? Optional.of("is empty; a key has 1 to " + MetadataText.MAX_KEY_LENGTH + " characters")
        : MetadataText.faultOfPrefix(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
