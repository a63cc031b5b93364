package dev.cartulary.source;

/** Another process syncs the source now, or it was removed: what this one has read is of no use. */
final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLost() {
    super("another process syncs the source now, or it was removed");
  }
}
