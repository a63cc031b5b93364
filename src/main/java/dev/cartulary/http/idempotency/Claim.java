package dev.cartulary.http.idempotency;

import java.util.function.Supplier;

/** What a transaction does beside its change so that the change is made once. */
@FunctionalInterface
public interface Claim {

  /** For a request without a key: the change and nothing else. */
  Claim NONE = Supplier::get;

  /**
   * Makes the change as the holder of the key and stores the answer. To be called inside the
   * change's transaction, around all of its statements; what it throws must roll the transaction
   * back.
   *
   * @param change makes the change, and throws a problem where it cannot be made
   * @return the change's answer
   */
  Answer around(Supplier<Answer> change);
}
