package dev.cartulary.identity;

import dev.cartulary.access.Origin;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Slows down guessing. After {@value #FREE} failures with one username from one address, that
 * address waits before it may try this name again: 30 seconds, then twice as long after each
 * further failure, up to 15 minutes. Other addresses are not held up, so nobody can lock a user
 * out; and a name that does not exist is treated like one that does.
 */
@ApplicationScoped
class LoginThrottle {

  /** After this long without a failure the count starts anew. */
  static final Duration MEMORY = Duration.ofHours(24);

  private static final int FREE = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 10;

  private final LoginAttemptRepository attempts;

  LoginThrottle(LoginAttemptRepository attempts) {
    this.attempts = attempts;
  }

  /**
   * Lets an attempt pass.
   *
   * @throws ProblemException too many requests, while the address has to wait
   */
  void admit(String username, Origin origin) {
    attempts
        .read(id(username, origin))
        .map(LoginThrottle::wait)
        .filter(wait -> !wait.isNegative() && !wait.isZero())
        .ifPresent(wait -> {
          throw ProblemException.retryLater(
              ProblemType.TOO_MANY_REQUESTS,
              "Too many failed logins with this username from this address; wait before the next.",
              wait.plusSeconds(1),
              null);
        });
  }

  private static Duration wait(LoginAttemptEntity attempt) {
    if (attempt.failures() < FREE) {
      return Duration.ZERO;
    }
    Duration wait =
        FIRST_WAIT.multipliedBy(1L << Math.min(attempt.failures() - FREE, MOST_DOUBLINGS));
    Instant until =
        attempt.lastFailedAt().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    return Duration.between(Instant.now(), until);
  }

  /** Counts a failure; in a transaction. */
  void failed(String username, Origin origin) {
    Instant now = InstantMicros.now();
    attempts.failed(id(username, origin), now.minus(MEMORY), now);
  }

  /** Forgets the failures; in a transaction. */
  void succeeded(String username, Origin origin) {
    attempts.forget(id(username, origin));
  }

  private static String id(String username, Origin origin) {
    return RandomToken.hash(
        "login\n" + username + "\n" + Objects.requireNonNullElse(origin.address(), ""));
  }
}
