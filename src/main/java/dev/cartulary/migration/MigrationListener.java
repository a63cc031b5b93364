package dev.cartulary.migration;

/** Hears what a migration does while it does it. Every method may be left out. */
public interface MigrationListener {

  /** The lock is held by somebody else, described in the engine's words. Called once. */
  default void waitingForLock(String holder) {}

  /** A step begins. */
  default void started(SchemaStep step, boolean forward) {}

  /** A step has ended well. */
  default void finished(StepResult result) {}

  /** Something an operator should know; the migration goes on. */
  default void warning(String message) {}
}
