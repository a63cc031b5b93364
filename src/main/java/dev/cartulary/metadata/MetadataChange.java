package dev.cartulary.metadata;

import dev.cartulary.http.Precondition;
import dev.cartulary.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a write.
 *
 * @param field how a problem names this step, for example {@code set[3]}; empty where there is but
 *     one
 * @param key the item's key
 * @param value the text to put, or null to delete the item
 * @param encrypted whether the value is to be encrypted; null where nothing is said of it
 * @param condition what must hold of the stored item
 */
public record MetadataChange(
    String field,
    MetadataKey key,
    @Nullable String value,
    @Nullable Boolean encrypted,
    Precondition condition) {

  /** Creates the item or replaces its value. */
  public static MetadataChange set(
      String field,
      MetadataKey key,
      String value,
      @Nullable Boolean encrypted,
      Precondition condition) {
    Optional<String> fault = MetadataText.faultOfValue(value);
    if (fault.isPresent()) {
      throw ProblemException.invalid(field.isEmpty() ? "value" : field + ".value", fault.get());
    }
    return new MetadataChange(field, key, value, encrypted, condition);
  }

  /** Deletes the item where there is one. */
  public static MetadataChange delete(String field, MetadataKey key, Precondition condition) {
    return new MetadataChange(field, key, null, null, condition);
  }

  /** How a problem names this step's key. */
  String keyField() {
    return isDelete() ? field : field + ".key";
  }

  boolean isDelete() {
    return value == null;
  }

  /** Without the value, which a log must not show. */
  @Override
  public String toString() {
    return (isDelete() ? "delete " : "set ") + key;
  }
}
