package dev.cartulary.key;

import dev.cartulary.crypto.KeyRing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The encrypted values that one package stores, for a rotation to walk through. */
public interface EncryptedValues {

  /** How many values are under each data key, by the key's id. */
  Map<String, Long> countsByKey();

  /**
   * Re-encrypts some values, those that are not under the ring's active key. A value that somebody
   * changes at the same time is left to him, who uses the active key or is met on the next walk.
   *
   * @param after where the last portion ended; null to begin
   * @param limit the most values of this portion
   */
  Portion reencrypt(KeyRing ring, @Nullable String after, int limit);

  /** Whether nothing is lost where they do not open: they can be made anew. */
  default boolean replaceable() {
    return false;
  }

  /**
   * What a portion did.
   *
   * @param changed how many values are now under the active key
   * @param end where it ended; null where no value was left
   */
  record Portion(int changed, @Nullable String end) {}
}
