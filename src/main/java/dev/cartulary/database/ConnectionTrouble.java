package dev.cartulary.database;

import java.sql.SQLException;

/**
 * A refused connection, explained: the message says what is wrong and what mends it, for an
 * operator. SQLState and vendor code are those of the failure, which is the cause.
 */
final class ConnectionTrouble extends SQLException {

  private static final long serialVersionUID = 1L;

  private final String outline;

  /**
   * Explains a failure.
   *
   * @param outline the same in words that hold no address, name or secret
   */
  ConnectionTrouble(String outline, String message, SQLException failure) {
    super(message, failure.getSQLState(), failure.getErrorCode(), failure);
    this.outline = outline;
  }

  /** What anybody may know: a clause without an address, a name or a secret. */
  String outline() {
    return outline;
  }
}
