package dev.cartulary.source;

/** Is told how far a sync is. */
interface SyncProgress {

  /** Nobody waits for it. */
  SyncProgress UNSEEN =
      new SyncProgress() {
        @Override
        public void at(double done, String message) {}

        @Override
        public void beforeReplacing() {}
      };

  /**
   * A step.
   *
   * @param done a share from 0.0 to 1.0
   * @throws SyncCancelled where the sync is to be given up
   */
  void at(double done, String message);

  /**
   * All is read; what is stored is about to be replaced.
   *
   * @throws SyncCancelled where the sync is to be given up
   */
  void beforeReplacing();
}
