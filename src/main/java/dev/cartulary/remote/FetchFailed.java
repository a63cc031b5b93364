package dev.cartulary.remote;

/**
 * Something could not be fetched. The message, for the log of this server and for nobody else, says
 * from where and why as a clause, without a secret.
 */
public final class FetchFailed extends Exception {

  private static final long serialVersionUID = 1L;

  public FetchFailed(String message) {
    super(message);
  }

  public FetchFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
