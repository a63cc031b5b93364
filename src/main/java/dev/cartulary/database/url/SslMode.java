package dev.cartulary.database.url;

import java.util.Locale;

/** How a connection is encrypted and the server verified; the words are PostgreSQL's. */
public enum SslMode {
  DISABLE("DISABLED"),
  ALLOW("PREFERRED"),
  PREFER("PREFERRED"),
  REQUIRE("REQUIRED"),
  VERIFY_CA("VERIFY_CA"),
  VERIFY_FULL("VERIFY_IDENTITY");

  private final String mysqlName;

  SslMode(String mysqlName) {
    this.mysqlName = mysqlName;
  }

  /** The word in a URL or a file: "verify-full". */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an unencrypted connection is refused. */
  public boolean demandsEncryption() {
    return compareTo(REQUIRE) >= 0;
  }

  /** Whether the server's certificate must be signed by a trusted authority. */
  public boolean verifiesServer() {
    return compareTo(VERIFY_CA) >= 0;
  }

  /**
   * Connector/J's word. It has no "plain first, then encrypted": {@link #ALLOW} becomes PREFERRED.
   */
  public String mysqlName() {
    return mysqlName;
  }

  /** The mode of a word that the settings have found valid. */
  public static SslMode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
