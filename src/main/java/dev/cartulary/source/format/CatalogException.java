package dev.cartulary.source.format;

/**
 * A catalog cannot be used as a whole; what was loaded from it before stays. The message is for a
 * person.
 */
public final class CatalogException extends Exception {

  private static final long serialVersionUID = 1L;

  public CatalogException(String message) {
    super(message);
  }

  public CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
