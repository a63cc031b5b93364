package dev.cartulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class QuietLogTest {

  @Test
  void theFrameworksPartsAreLeftOutAndTheAddressIsNot() {
    assertThat(shows("io.quarkus", "Installed features: [%s]")).isFalse();
    assertThat(shows("io.quarkus", "Profile%s %s activated. %s")).isFalse();
    assertThat(shows("io.quarkus", "%s %s started in %ss. Listening on: %s")).isTrue();
    assertThat(shows("dev.cartulary", "Profile of a user")).isTrue();
  }

  @Test
  void brokenConnectionsOfThePoolAreLeftOut() {
    LogRecord line = new LogRecord(Level.WARNING, "%s");
    line.setLoggerName("io.agroal.pool");
    line.setParameters(new Object[] {"Closing connection in incorrect state VALIDATION"});

    assertThat(new QuietLog().isLoggable(line)).isFalse();
    line.setParameters(new Object[] {"Datasource: acquisition timeout"});
    assertThat(new QuietLog().isLoggable(line)).isTrue();
  }

  private static boolean shows(String logger, String message) {
    LogRecord line = new LogRecord(Level.INFO, message);
    line.setLoggerName(logger);
    return new QuietLog().isLoggable(line);
  }
}
