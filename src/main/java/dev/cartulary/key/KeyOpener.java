package dev.cartulary.key;

import dev.cartulary.database.SchemaReady;
import dev.cartulary.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the keys once the schema is ready, beside the start: deriving the master key takes longer
 * than the start itself. While that fails it tries again, so that a mended key needs no restart.
 */
@ApplicationScoped
class KeyOpener {

  private static final Logger LOG = Logger.getLogger(KeyOpener.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final KeyService keys;
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile @Nullable Thread thread;

  KeyOpener(KeyService keys) {
    this.keys = keys;
  }

  void onSchemaReady(@Observes SchemaReady ready) {
    start();
  }

  void onStop(@Observes ShutdownEvent stop) {
    Thread opener = thread;
    if (opener != null) {
      opener.interrupt();
    }
  }

  private void start() {
    if (started.compareAndSet(false, true)) {
      Thread opener = new Thread(this::openUntilOpen, "keys");
      opener.setDaemon(true);
      thread = opener;
      opener.start();
    }
  }

  private void openUntilOpen() {
    String told = "";
    try {
      while (true) {
        String problem = problem();
        if (problem.isEmpty()) {
          LOG.debug("the encryption keys are open");
          return;
        }
        if (!problem.equals(told)) {
          LOG.warn(problem);
          told = problem;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException stopped) {
      LOG.debug("the keys are no longer tried: the process stops");
    }
  }

  /** Why the keys could not be opened; empty where they were. */
  private String problem() {
    try {
      keys.open();
      return "";
    } catch (ProblemException wrong) {
      return wrong.detail();
    } catch (RuntimeException failure) {
      LOG.debug("the encryption keys cannot be read", failure);
      return "The encryption keys cannot be read from the database; trying again.";
    }
  }
}
