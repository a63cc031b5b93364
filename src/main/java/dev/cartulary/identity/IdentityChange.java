package dev.cartulary.identity;

import dev.cartulary.access.Caller;
import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.function.Supplier;

/** The transactions in which users, roles, teams, grants and credentials change. */
@ApplicationScoped
@ActivateRequestContext
public class IdentityChange {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ActiveSession active;
  private final Caller caller;

  IdentityChange(ActiveSession active, Caller caller) {
    this.active = active;
    this.caller = caller;
  }

  /**
   * Makes a change that a caller asks for, or that rules about several rows guard, such as that of
   * the last administrator: no other such change runs meanwhile, in any process. So the caller is
   * looked at again here: whoever was disabled, or lost a permission or the credential, while the
   * request was under way no longer changes anything.
   *
   * @throws ProblemException invalid credentials; forbidden
   */
  public <T> T alone(Supplier<T> change) {
    return call(() -> {
      active.execute("update IdentityLockEntity set taken = taken + 1 where id = 1");
      caller.renew();
      return change.get();
    });
  }

  /** Makes a change of single rows that no caller asks for, or one who is not known yet. */
  public <T> T call(Supplier<T> change) {
    return WriteTransaction.repeated(LIMIT, change::get);
  }

  /** The same as {@link #alone} for a change without a result. */
  public void runAlone(Runnable change) {
    alone(() -> {
      change.run();
      return Boolean.TRUE;
    });
  }

  /** The same as {@link #call} for a change without a result. */
  public void run(Runnable change) {
    call(() -> {
      change.run();
      return Boolean.TRUE;
    });
  }
}
