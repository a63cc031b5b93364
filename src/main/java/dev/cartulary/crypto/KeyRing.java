package dev.cartulary.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The data keys of a database: one that new values are encrypted under, and those before it. */
public final class KeyRing {

  private final DataKey active;
  private final Map<String, DataKey> keys;

  /**
   * A ring.
   *
   * @param active the key for new values; one of the keys
   */
  public KeyRing(String active, Collection<DataKey> keys) {
    this.keys = keys.stream().collect(Collectors.toMap(DataKey::id, Function.identity()));
    DataKey found = this.keys.get(active);
    if (found == null) {
      throw new IllegalArgumentException("the active key is not on the ring");
    }
    this.active = found;
  }

  /** The id of the key for new values. */
  public String activeId() {
    return active.id();
  }

  /** The ids of all keys. */
  public Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  /** The text as it may be stored at the place. */
  public String encrypt(String text, Place place) {
    return active.encrypt(text.getBytes(StandardCharsets.UTF_8), place);
  }

  /**
   * The text that was encrypted for the place.
   *
   * @throws Undecipherable where it is not encrypted, its key is not on this ring, it was encrypted
   *     for another place, or it was changed since
   */
  public String decrypt(String encrypted, Place place) throws Undecipherable {
    SealedText.Parts parts =
        SealedText.VALUE
            .read(encrypted)
            .orElseThrow(() -> new Undecipherable("it is no encrypted text"));
    DataKey key = keys.get(parts.keyId());
    if (key == null) {
      throw new Undecipherable("its key " + parts.keyId() + " is not there");
    }
    return key.decrypt(parts, place)
        .map(plain -> new String(plain, StandardCharsets.UTF_8))
        .orElseThrow(() -> new Undecipherable("it was written for another place, or changed"));
  }

  /** The ids only. */
  @Override
  public String toString() {
    return "key ring of " + ids() + ", active " + activeId();
  }
}
