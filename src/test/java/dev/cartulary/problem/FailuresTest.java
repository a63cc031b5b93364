package dev.cartulary.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.CapturedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log learns of a failed request. */
class FailuresTest {

  @RegisterExtension private final CapturedLog log = new CapturedLog(Failures.class);

  @Test
  void anOutageIsALineForEachRequestUnlessTheLogWasToldOfIt() {
    Failures.log(away(), "id", new IOException("gone"));
    assertThat(levels()).containsExactly(Level.WARNING.intValue());

    Failures.log(away().alreadyTold(), "id", new IOException("gone"));
    assertThat(levels()).containsExactly(Level.WARNING.intValue());
  }

  @Test
  void theProblemIsFoundHoweverDeepItLies() {
    ProblemException away = away();

    assertThat(Failures.problemIn(new IllegalStateException(away))).containsSame(away);
    assertThat(Failures.problemIn(new IOException("none"))).isEmpty();
  }

  /** Of what is shown by default. */
  private List<Integer> levels() {
    return log.lines().stream()
        .map(line -> line.getLevel().intValue())
        .filter(level -> level >= Level.INFO.intValue())
        .toList();
  }

  private static ProblemException away() {
    return ProblemException.retryLater(
        ProblemType.DATABASE_UNAVAILABLE, "Away.", Duration.ofSeconds(5), new IOException("gone"));
  }
}
