package dev.cartulary.source;

import java.util.Locale;

/** Who says that a source or registry exists. */
public enum DefinitionOrigin {
  /** The configuration file; it cannot be changed over the API. */
  CONFIG,
  /** Somebody, over the API. */
  API,
  /** The program, where nobody says anything. Whoever says something replaces it. */
  BUILTIN;

  /** The word in the API and the database. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of this word.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static DefinitionOrigin of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
