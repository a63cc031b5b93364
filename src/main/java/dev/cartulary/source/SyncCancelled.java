package dev.cartulary.source;

/** Nobody wants a sync any more: what it has read is given up, and nothing is wrong. */
final class SyncCancelled extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SyncCancelled() {
    super("the sync was cancelled");
  }
}
