package dev.cartulary.metadata;

import org.jspecify.annotations.Nullable;

/**
 * A value as a row holds it.
 *
 * @param text the value or, where there is a data key, its encrypted form
 * @param bytes the length of the value itself in UTF-8
 * @param dataKey the id of the key that it is encrypted under; null where it is in clear
 */
record StoredValue(String text, int bytes, @Nullable String dataKey) {

  /** Without the text, which a log must not show. */
  @Override
  public String toString() {
    return bytes + " bytes" + (dataKey == null ? "" : " under " + dataKey);
  }
}
