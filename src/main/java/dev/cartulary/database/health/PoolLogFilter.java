package dev.cartulary.database.health;

import dev.cartulary.database.Outage;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out of the log what the pool says of each connection that it finds broken: one line per
 * connection, whenever the database goes away, of which {@link Outage} says why in one.
 */
public final class PoolLogFilter implements Filter {

  private static final String LOGGER = "io.agroal.pool";
  private static final String FOUND_BROKEN = "Closing connection in incorrect state VALIDATION";

  @Override
  public boolean isLoggable(LogRecord line) {
    if (!LOGGER.equals(line.getLoggerName()) || line.getParameters() == null) {
      return true;
    }
    for (Object parameter : line.getParameters()) {
      if (String.valueOf(parameter).startsWith(FOUND_BROKEN)) {
        return false;
      }
    }
    return true;
  }
}
