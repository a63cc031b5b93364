package dev.cartulary.source;

/**
 * A catalog cannot be used as a whole; what was loaded from it before stays. The message is for a
 * person.
 */
final class CatalogException extends Exception {

  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(message);
  }

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
