package dev.cartulary.source;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Whether the configuration that this process applied is still the one in force. Another process on
 * the same database that applies another one supersedes it; this one then serves what the database
 * says, and applies its own no more.
 */
@Singleton
class ConfigurationState {

  private static final Logger LOG = Logger.getLogger(ConfigurationState.class);

  /** The hash of this process's configuration; empty until it was applied. */
  private volatile String own = "";

  private volatile boolean superseded;
  private volatile long generation;

  /** Notes that this process's configuration is applied. */
  void applied(String hash) {
    own = hash;
    superseded = false;
  }

  /** Notes what the database says; tells the log, once, when it is another configuration. */
  void seen(SourceLockEntity.Counters counters) {
    generation = counters.generation();
    boolean other =
        !own.isEmpty() && counters.configuration().filter(hash -> !hash.equals(own)).isPresent();
    if (other && !superseded) {
      LOG.warnf(
          "Another process has applied a configuration with other sources or registries (generation"
              + " %d). This one serves what the database says, and does not apply its own"
              + " again. Start all processes with the same file; to apply this process's, restart it or"
              + " send it SIGHUP",
          generation);
    }
    superseded = other;
  }

  /** Counts the configurations that were applied to the database. */
  long generation() {
    return generation;
  }

  /** {@code applied}, or {@code superseded} where another process has applied another one. */
  String word() {
    return superseded ? "superseded" : "applied";
  }
}
