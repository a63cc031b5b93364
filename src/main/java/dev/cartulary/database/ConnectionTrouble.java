package dev.cartulary.database;

import java.sql.SQLException;

/**
 * A refused connection, explained: the message says what is wrong and what mends it, for an
 * operator. SQLState and vendor code are those of the failure, which is the cause.
 */
final class ConnectionTrouble extends SQLException {

  private static final long serialVersionUID = 1L;

  private final String outline;
  private final String message;

  /**
   * Explains a failure.
   *
   * @param outline the same in words that hold no address, name or secret
   */
  ConnectionTrouble(String outline, String message, SQLException failure) {
    super(message, failure.getSQLState(), failure.getErrorCode(), failure);
    this.outline = outline;
    this.message = message;
  }

  /** What anybody may know: a clause without an address, a name or a secret. */
  String outline() {
    return outline;
  }

  /** The message, which is always there. */
  String message() {
    return message;
  }

  /** What the server said: drivers put more than its sentence on later lines. */
  static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
  }
}
