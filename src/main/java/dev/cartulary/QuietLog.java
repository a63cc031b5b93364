package dev.cartulary;

import dev.cartulary.database.health.PoolLogFilter;
import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out of the log what says nothing to those who run the server: which parts of the framework
 * are built in, at every start, and what {@link PoolLogFilter} leaves out.
 */
@LoggingFilter(name = "quiet")
public final class QuietLog implements Filter {

  private static final String LOGGER = "io.quarkus";
  private static final List<String> BEGINNINGS = List.of("Installed features: ", "Profile");

  private final Filter pool = new PoolLogFilter();

  @Override
  public boolean isLoggable(LogRecord line) {
    return pool.isLoggable(line) && !isOfTheFramework(line);
  }

  private static boolean isOfTheFramework(LogRecord line) {
    return LOGGER.equals(line.getLoggerName())
        && BEGINNINGS.stream().anyMatch(String.valueOf(line.getMessage())::startsWith);
  }
}
