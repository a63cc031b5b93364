package dev.cartulary.access;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;

/** Whose credentials count. */
public enum AuthMode {
  /** Those of users of this server. */
  LOCAL,
  /** Those of identity providers. */
  OAUTH,
  /** Both. */
  BOTH,
  /** None: everybody who reaches the server may do everything. */
  ANONYMOUS;

  /** The mode that the settings name. */
  public static AuthMode of(Settings settings) {
    return settings
        .choice(Setting.AUTH_MODE)
        .map(word -> valueOf(word.toUpperCase(java.util.Locale.ROOT)))
        .orElse(LOCAL);
  }

  /** Whether local users can log in. */
  public boolean takesLocal() {
    return this == LOCAL || this == BOTH;
  }

  /** Whether tokens of identity providers are taken. */
  public boolean takesTokens() {
    return this == OAUTH || this == BOTH;
  }
}
