package dev.cartulary.metadata;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an owner with a prefix, after a key and up to another. A range instead of {@code
 * LIKE}: an index serves it on every engine, and no character of the prefix is a wildcard.
 *
 * @param after the key before the first one, or null
 * @param last the last key, or null
 */
record KeyRange(MetadataOwner owner, String prefix, @Nullable String after, @Nullable String last) {

  KeyRange upTo(String key) {
    return new KeyRange(owner, prefix, after, key);
  }

  /** The condition in JPQL, with {@link #parameters()}. */
  String condition() {
    return "owner = :owner"
        + (after == null ? " and itemKey >= :lower" : " and itemKey > :lower")
        + (last != null
            ? " and itemKey <= :upper"
            : successor() == null ? "" : " and itemKey < :upper");
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("owner", owner.text());
    parameters.put("lower", after == null ? prefix : after);
    String upper = last == null ? successor() : last;
    if (upper != null) {
      parameters.put("upper", upper);
    }
    return parameters;
  }

  private @Nullable String successor() {
    return MetadataText.successor(prefix);
  }
}
