package dev.cartulary.key;

import dev.cartulary.background.Jobs;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Opens the keys once the server serves, and beside that: deriving the master key takes longer than
 * the start itself. While that fails it tries again, so that a corrected key needs no restart.
 */
@ApplicationScoped
public class KeyOpener {

  private static final Logger LOG = Logger.getLogger(KeyOpener.class);

  /** Deriving a key fills a processor, which the first probes and requests need. */
  private static final Duration BEFORE_FIRST = Duration.ofMillis(250);

  private final KeyService keys;
  private final MovedDatabase moved;
  private final Jobs jobs;

  /** The last problem that was logged; only the opening thread reads and writes it. */
  private String told = "";

  KeyOpener(KeyService keys, MovedDatabase moved, Jobs jobs) {
    this.keys = keys;
    this.moved = moved;
    this.jobs = jobs;
  }

  /** Begins, shortly after; to be called when the server serves. */
  public void start() {
    jobs.untilDone("keys", BEFORE_FIRST, this::open);
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
