package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.testing.CapturedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often the log is told of the same trouble. */
class OutageTest {

  private static final String AGAIN = "The database can be connected to again.";

  private final AtomicLong now = new AtomicLong();
  private final Outage outage = new Outage(now::get);

  @RegisterExtension private final CapturedLog log = new CapturedLog(Outage.class);

  @Test
  void aLimitIsToldOfWhenItIsReachedAndWhenItIsOver() {
    for (int request = 0; request < 3; request++) {
      outage.beganUnseen(full("too many clients"));
    }
    outage.over();
    outage.over();

    assertThat(logged()).containsExactly("too many clients", AGAIN);
  }

  @Test
  void whatComesAndGoesIsToldOfOnce() {
    outage.beganUnseen(full("too many clients"));
    outage.over();
    for (int request = 0; request < 3; request++) {
      outage.beganUnseen(full("slots are reserved"));
      outage.beganUnseen(full("too many clients"));
      outage.over();
    }
    assertThat(logged()).containsExactly("too many clients", AGAIN);

    outage.beganUnseen(new ConnectionTrouble("another", "gone", new SQLException("x", "08006")));
    outage.over();
    assertThat(logged()).endsWith("gone", AGAIN);
    pass(Duration.ofMinutes(1));
    outage.beganUnseen(full("too many clients"));
    assertThat(logged()).endsWith("gone", AGAIN, "too many clients");
  }

  @Test
  void anotherTroubleIsToldOfEachTime() {
    for (String words : List.of("the file is empty", "no file", "no file")) {
      outage.beganUnseen(new ConnectionTrouble("none", words, new SQLException("x", "08001")));
      outage.over();
    }
    assertThat(logged())
        .containsExactly("the file is empty", AGAIN, "no file", AGAIN, "no file", AGAIN);
  }

  @Test
  void theReasonIsKnownForAWhile() {
    outage.beganUnseen(full("too many clients"));
    assertThat(outage.trouble().map(ConnectionTrouble::outline)).contains("the limit is reached");
    pass(Duration.ofMinutes(1));
    assertThat(outage.trouble()).isEmpty();
  }

  @Test
  void theServerIsLookedAtOnceForTheSameWordsOfTheSameUser() {
    SQLException failure = new SQLException("no", "08001");
    List<String> looks = new ArrayList<>();

    for (String user : List.of("ann", "ann", "mia")) {
      outage.explained(failure, user, it -> look(looks, user));
    }
    pass(Duration.ofMinutes(1));
    outage.explained(failure, "mia", it -> look(looks, "later"));

    assertThat(looks).containsExactly("ann", "mia", "later");
  }

  @Test
  void aRequestThatMeetsWhatTheLogKnowsIsAnsweredAllTheSame() {
    Optional<ProblemException> problem =
        new DatabaseProblems().translate(new IllegalStateException(full("too many clients")));

    assertThat(problem.orElseThrow().type().status()).isEqualTo(503);
  }

  private static Optional<ConnectionTrouble> look(List<String> looks, String user) {
    looks.add(user);
    return Optional.empty();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static ConnectionTrouble full(String words) {
    return new ConnectionTrouble("the limit is reached", words, new SQLException(words, "53300"));
  }

  private List<String> logged() {
    return log.lines().stream().map(LogRecord::getMessage).toList();
  }
}
