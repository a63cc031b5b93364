package dev.cartulary.database.settings;

import dev.cartulary.database.url.Engine;

/** When {@code serve} brings the schema up to date by itself. */
public enum AutoMigrate {
  /** On every engine, under a lock: {@code true}. */
  ALWAYS,
  /** Never; a schema that is behind makes the server not ready: {@code false}. */
  NEVER,
  /** On SQLite only, for servers of which several share a database: {@code embedded}. */
  EMBEDDED;

  /** Whether a server on this engine migrates. */
  public boolean appliesTo(Engine engine) {
    return this == ALWAYS || (this == EMBEDDED && engine == Engine.SQLITE);
  }

  static AutoMigrate of(String word) {
    return switch (word) {
      case "false" -> NEVER;
      case "embedded" -> EMBEDDED;
      default -> ALWAYS;
    };
  }
}
