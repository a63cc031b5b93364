package dev.cartulary.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log learns of a failed request. */
class FailuresTest {

  private final List<Integer> levels = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Failures.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.INFO.intValue()) { // as shown by default
            levels.add(line.getLevel().intValue());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(handler);
  }

  @Test
  void anOutageIsALineForEachRequestUnlessTheLogWasToldOfIt() {
    Failures.log(away(), "id", new IOException("gone"));
    assertThat(levels).containsExactly(Level.WARNING.intValue());

    Failures.log(away().alreadyTold(), "id", new IOException("gone"));
    assertThat(levels).containsExactly(Level.WARNING.intValue());
  }

  @Test
  void theProblemIsFoundHoweverDeepItLies() {
    ProblemException away = away();

    assertThat(Failures.problemIn(new IllegalStateException(away))).containsSame(away);
    assertThat(Failures.problemIn(new IOException("none"))).isEmpty();
  }

  private static ProblemException away() {
    return ProblemException.retryLater(
        ProblemType.DATABASE_UNAVAILABLE, "Away.", Duration.ofSeconds(5), new IOException("gone"));
  }
}
