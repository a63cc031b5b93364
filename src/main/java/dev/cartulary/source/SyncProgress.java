package dev.cartulary.source;

/** Is told how far a sync is. */
@FunctionalInterface
interface SyncProgress {

  /** Nobody waits for it. */
  SyncProgress UNSEEN = (done, message) -> {};

  /**
   * A step.
   *
   * @param done a share from 0.0 to 1.0
   * @throws SyncCancelled where the sync is to be given up
   */
  void at(double done, String message);
}
