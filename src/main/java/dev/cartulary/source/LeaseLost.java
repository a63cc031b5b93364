package dev.cartulary.source;

/** Somebody else syncs the source now, or it is gone: what was read is of no use. */
final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLost() {
    super("somebody else syncs the source now, or it was removed");
  }
}
