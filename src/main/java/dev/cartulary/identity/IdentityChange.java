package dev.cartulary.identity;

import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.function.Supplier;

/** The transactions in which users, roles, teams, grants and credentials change. */
@ApplicationScoped
@ActivateRequestContext
class IdentityChange {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final EntityManager entities;

  IdentityChange(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Makes a change that rules about several rows guard, such as that of the last administrator: no
   * other such change runs meanwhile, in any process.
   */
  <T> T alone(Supplier<T> change) {
    return call(() -> {
      entities
          .createQuery("update IdentityLockEntity set taken = taken + 1 where id = 1")
          .executeUpdate();
      return change.get();
    });
  }

  /** Makes a change of single rows. */
  <T> T call(Supplier<T> change) {
    return WriteTransaction.repeated(
        LIMIT,
        () -> {
          T result = change.get();
          entities.flush();
          entities.clear();
          return result;
        });
  }

  /** The same for a change without a result. */
  void run(Runnable change) {
    call(() -> {
      change.run();
      return Boolean.TRUE;
    });
  }
}
