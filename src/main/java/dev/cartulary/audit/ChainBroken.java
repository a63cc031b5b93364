package dev.cartulary.audit;

import org.jspecify.annotations.Nullable;

/** Somebody has tampered with the log's end, or restored one of its tables alone. */
final class ChainBroken extends RuntimeException {

  private static final long serialVersionUID = 1;

  ChainBroken(String why, @Nullable Throwable cause) {
    super(why + " Run `cartulary audit verify` to see what is wrong.", cause);
  }
}
