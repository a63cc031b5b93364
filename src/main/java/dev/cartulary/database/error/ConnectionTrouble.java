package dev.cartulary.database.error;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A refused connection, explained: the message says what is wrong and what to do, for an operator.
 * SQLState and vendor code are those of the failure, which is the cause.
 */
public final class ConnectionTrouble extends SQLException {

  private static final long serialVersionUID = 1L;

  /** "Unable to establish a connection": to callers the same as a database that is away. */
  public static final String NO_CONNECTION = "08001";

  private final String outline;
  private final String message;

  /**
   * Explains a failure.
   *
   * @param outline the same in words that hold no address, name or secret
   */
  public ConnectionTrouble(String outline, String message, SQLException failure) {
    this(outline, message, failure.getSQLState(), failure.getErrorCode(), failure);
  }

  private ConnectionTrouble(
      String outline, String message, @Nullable String state, int code, SQLException failure) {
    super(message, state, code, failure);
    this.outline = outline;
    this.message = message;
  }

  /** Explains a failure whose own state and code mislead: no connection to a database was made. */
  public static ConnectionTrouble noConnection(
      String outline, String message, SQLException failure) {
    return new ConnectionTrouble(outline, message, NO_CONNECTION, 0, failure);
  }

  /** The same explanation of a failure in the same words. */
  public ConnectionTrouble of(SQLException failure) {
    return new ConnectionTrouble(outline, message, getSQLState(), getErrorCode(), failure);
  }

  /** What anybody may know: a clause without an address, a name or a secret. */
  public String outline() {
    return outline;
  }

  /** The message, which is always there. */
  public String message() {
    return message;
  }

  /** What the server said: drivers put more than its sentence on later lines. */
  public static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
  }
}
