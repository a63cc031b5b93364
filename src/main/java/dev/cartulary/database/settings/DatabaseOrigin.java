package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;

/** Which settings say where the database is, in the user's words: a URL, or the block's fields. */
public record DatabaseOrigin(Settings settings) {

  public static DatabaseOrigin of(DatabaseSettings database) {
    return new DatabaseOrigin(database.effective());
  }

  /**
   * What names the engine: {@code DATABASE_URL}, {@code database.engine (cartulary.yaml line 2)}.
   */
  public String engine() {
    return named(Setting.DB_ENGINE);
  }

  /** What to look at where another product answers, as an object. */
  public String engineOrPort() {
    return settings.databaseBlock()
        ? named(Setting.DB_ENGINE) + " or " + named(Setting.DB_PORT)
        : "the scheme or the port in " + named(Setting.DATABASE_URL);
  }

  /** What names the host, as an object. */
  public String host() {
    return settings.databaseBlock()
        ? named(Setting.DB_HOST)
        : "the host in " + named(Setting.DATABASE_URL);
  }

  /** What names host and port, as a plural. */
  public String hostAndPort() {
    return settings.databaseBlock()
        ? named(Setting.DB_HOST) + " and " + named(Setting.DB_PORT)
        : "host and port in " + named(Setting.DATABASE_URL);
  }

  /** What names the database, as the end of "its name in". */
  public String name() {
    return named(Setting.DB_NAME);
  }

  private String named(Setting field) {
    return settings.named(settings.databaseBlock() ? field : Setting.DATABASE_URL);
  }
}
