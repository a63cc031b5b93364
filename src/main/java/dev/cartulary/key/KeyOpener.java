package dev.cartulary.key;

import dev.cartulary.background.RepeatedAttempt;
import dev.cartulary.background.Serving;
import dev.cartulary.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Opens the keys once the server serves, and beside that: deriving the master key takes longer than
 * the start itself. While that fails it tries again, so that a mended key needs no restart.
 */
@ApplicationScoped
class KeyOpener {

  private static final Logger LOG = Logger.getLogger(KeyOpener.class);

  private final KeyService keys;
  private final MovedDatabase moved;
  private final RepeatedAttempt opening = new RepeatedAttempt("keys", this::open);

  /** The last problem that was logged; only the opening thread reads and writes it. */
  private String told = "";

  KeyOpener(KeyService keys, MovedDatabase moved) {
    this.keys = keys;
    this.moved = moved;
  }

  void onServing(@Observes Serving serving) {
    opening.start();
  }

  void onStop(@Observes ShutdownEvent stop) {
    opening.stop();
  }

  private boolean open() {
    String problem = problem();
    if (problem.isEmpty()) {
      LOG.debug("the encryption keys are open");
      return true;
    }
    if (!problem.equals(told)) {
      LOG.warn(problem);
      told = problem;
    }
    return false;
  }

  private boolean goesOn() {
    try {
      boolean made = moved.goesOn();
      if (made) {
        keys.open();
      }
      return made;
    } catch (RuntimeException failure) {
      LOG.debug("no new data key could be made; trying again", failure);
      return false;
    }
  }

  /** Why the keys could not be opened; empty where they were. */
  private String problem() {
    try {
      keys.open();
      return "";
    } catch (ProblemException wrong) {
      return goesOn() ? "" : wrong.detail();
    } catch (RuntimeException failure) {
      LOG.debug("the encryption keys cannot be read", failure);
      return "The encryption keys cannot be read from the database; trying again.";
    }
  }
}
