package dev.cartulary.database.error;

/**
 * What answered is not the database that the settings claim, or a version older than Cartulary
 * works with. The message names the setting to change; it holds no secret.
 */
public final class UnsupportedDatabase extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnsupportedDatabase(String message) {
    super(message);
  }
}
